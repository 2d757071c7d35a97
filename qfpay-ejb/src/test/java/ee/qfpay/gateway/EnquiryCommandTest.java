package ee.qfpay.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class EnquiryCommandTest {

    @Property
    void splittingLosesNothingAndEveryGroupFitsOneEnquiry(
            @ForAll @Size(max = 60) List<@AlphaChars @StringLength(min = 1, max = 128) String> numbers) {
        List<List<String>> groups = EnquiryCommand.split(numbers);

        List<String> joined = new ArrayList<>();
        groups.forEach(joined::addAll);
        assertThat(joined).isEqualTo(numbers);
        assertThat(groups).allSatisfy(group -> new EnquiryCommand(group, null, FarEnd.NOW, FarEnd.NOW));
    }

    @Example
    void groupsAreFilledToTheLastNumberAndTheLastCharacter() {
        assertThat(EnquiryCommand.split(Collections.nCopies(21, "A")))
                .extracting(List::size)
                .containsExactly(20, 1);
        assertThat(EnquiryCommand.split(List.of("A".repeat(63), "B".repeat(64), "C")))
                .extracting(List::size)
                .containsExactly(2, 1);
    }

    @Example
    void listThatIsTooLongIsRefused() {
        assertThatThrownBy(() ->
                        new EnquiryCommand(List.of("A".repeat(100), "B".repeat(100)), null, FarEnd.NOW, FarEnd.NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("128");
        assertThatThrownBy(() -> new EnquiryCommand(List.of(), null, FarEnd.NOW, FarEnd.NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
