package ee.qfpay.account;

/** A configured text as it may stand in a sentence: quoted, short, on one line. Never used for secrets. */
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String of(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (oneLine.length() > LONGEST ? oneLine.substring(0, LONGEST) + "..." : oneLine) + '"';
    }
}
