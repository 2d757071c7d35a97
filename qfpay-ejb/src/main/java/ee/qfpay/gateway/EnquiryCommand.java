package ee.qfpay.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * One enquiry about orders or refunds.
 *
 * @param numbers order or refund numbers; joined by commas they have at most 128 characters, see {@link #split}
 * @param txdtm nullable; the order's own time as it was sent, used when there is a single number
 * @param earliest when the oldest of them was made
 * @param latest when the newest of them was made
 */
public record EnquiryCommand(List<String> numbers, String txdtm, Instant earliest, Instant latest) {
    /** Length of the field QFPay takes a list in. */
    public static final int LONGEST_LIST = 128;

    /** How far our clock and QFPay's may be apart: an enquiry looks so much further at both ends. */
    public static final Duration CLOCK_SLACK = Duration.ofHours(1);

    /** Rows QFPay gives in one page at most. One number can have several rows, so lists are kept well below. */
    private static final int MOST_NUMBERS = 20;

    /** @throws IllegalArgumentException when there is no number or the list is too long for one enquiry */
    public EnquiryCommand {
        numbers = List.copyOf(numbers);
        Objects.requireNonNull(earliest, "earliest");
        Objects.requireNonNull(latest, "latest");
        if (numbers.isEmpty() || numbers.size() > MOST_NUMBERS) {
            throw new IllegalArgumentException(
                    "an enquiry asks for 1 to " + MOST_NUMBERS + " numbers, not " + numbers.size());
        }
        if (numbers.size() > 1 && String.join(",", numbers).length() > LONGEST_LIST) {
            throw new IllegalArgumentException(
                    "numbers of an enquiry have at most " + LONGEST_LIST + " characters together: split them");
        }
    }

    /**
     * An enquiry about one number.
     *
     * @param made when it was sent, or written down
     * @param latest until when QFPay may first have heard of it
     */
    public static EnquiryCommand about(String number, String txdtm, Instant made, Instant latest) {
        return new EnquiryCommand(List.of(number), txdtm, made, latest);
    }

    /** The numbers in as few groups as fit one enquiry each, in their order. */
    public static List<List<String>> split(Collection<String> numbers) {
        List<List<String>> groups = new ArrayList<>();
        List<String> group = new ArrayList<>();
        int length = 0;
        for (String number : numbers) {
            if (!group.isEmpty() && (length + 1 + number.length() > LONGEST_LIST || group.size() == MOST_NUMBERS)) {
                groups.add(List.copyOf(group));
                group.clear();
                length = 0;
            }
            length += (group.isEmpty() ? 0 : 1) + number.length();
            group.add(number);
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }
}
