package ee.qfpay.sandbox;

import com.google.gson.JsonObject;
import java.time.Duration;

/**
 * What goes back on the wire.
 *
 * @param status HTTP status; 0 closes the connection without an answer
 * @param body text of the body
 * @param json the answer as JSON, when the body is one: needed for signing its data
 * @param delay real time to wait before
 * @param wrongSignature whether a signature that cannot verify is sent with it
 */
record Answer(int status, String body, JsonObject json, Duration delay, boolean wrongSignature) {
    static final int DROPPED = 0;

    static Answer of(JsonObject json) {
        return new Answer(200, PythonJson.write(json), json, Duration.ZERO, false);
    }

    static Answer plain(int status, String body) {
        return new Answer(status, body, null, Duration.ZERO, false);
    }

    static Answer dropped() {
        return plain(DROPPED, "");
    }

    Answer delayed(Duration time) {
        return new Answer(status, body, json, time, wrongSignature);
    }

    Answer brokenOff() {
        return new Answer(status, body.substring(0, body.length() / 2), null, delay, wrongSignature);
    }

    Answer wronglySigned() {
        return new Answer(status, body, json, delay, true);
    }

    /** The response code in it, or null. */
    String respcd() {
        return json == null || !json.has("respcd") ? null : json.get("respcd").getAsString();
    }
}
