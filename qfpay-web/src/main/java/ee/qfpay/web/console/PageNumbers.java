package ee.qfpay.web.console;

/** Whole numbers in an address. */
final class PageNumbers {

    private PageNumbers() {}

    /** The number from 0 to {@code most}; of anything else, {@code otherwise}. */
    static int number(String text, int otherwise, int most) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return otherwise;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : otherwise;
    }
}
