package ee.qfpay.signing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The digests QFPay published, and those of its samples' inputs that were computed apart from this code. */
class SignatureVectorsTest {

    static Stream<JsonObject> requests() throws IOException {
        return vectors("derived_unpublished");
    }

    static Stream<JsonObject> bodies() throws IOException {
        return vectors("verified");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestIsSignedAsComputedElsewhere(JsonObject vector) {
        Map<String, String> params = vector.getJsonObject("params").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> ((JsonString) field.getValue()).getString()));

        String signature = Signatures.sign(Form.of(params), key(vector), type(vector));

        assertThat(signature).isEqualTo(vector.getString("expected"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void publishedBodySignatureVerifiesInAnyLetterCase(JsonObject vector) {
        byte[] body = vector.getString("body").getBytes(StandardCharsets.UTF_8);
        String published = vector.getString("expected");
        List<ClientKey> keys = List.of(key(vector));

        assertThat(Signatures.matches(body, published, type(vector), keys)).isTrue();
        assertThat(Signatures.matches(body, published.toLowerCase(java.util.Locale.ROOT), type(vector), keys))
                .isTrue();
        assertThat(Signatures.notificationMatches(body, published, keys)).isTrue();
    }

    private static Stream<JsonObject> vectors(String group) throws IOException {
        try (InputStream file = SignatureVectorsTest.class.getResourceAsStream("signature-vectors.json");
                JsonReader reader = Json.createReader(file)) {
            return reader.readObject().getJsonArray(group).getValuesAs(JsonObject.class).stream();
        }
    }

    private static ClientKey key(JsonObject vector) {
        return ClientKey.of(vector.getString("key"));
    }

    private static SignType type(JsonObject vector) {
        return SignType.named(vector.getString("algo")).orElseThrow();
    }
}
