package ee.qfpay.account;

/** The table of {@code docs/configuration.md}, as the code would write it. */
final class DocumentationTable {
    private DocumentationTable() {}

    /** One row of the table. */
    static String row(Setting<?> setting) {
        String standard = setting.defaultText().isEmpty() ? "" : "`" + setting.defaultText() + "`";
        return "| `" + setting.name() + "` | " + standard + " | " + setting.rule() + " | " + setting.purpose() + " |";
    }

    /** Prints the rows, to be pasted into the page. */
    public static void main(String[] none) {
        Settings.documented().forEach(setting -> System.out.println(row(setting)));
    }
}
