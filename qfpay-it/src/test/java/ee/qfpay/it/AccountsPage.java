package ee.qfpay.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The page of the accounts: what an administrator does there. */
final class AccountsPage {

    static final String PATH = "/console/accounts.xhtml";

    private AccountsPage() {}

    /** Stops or resumes PAYMENTS or REFUNDS of an account, whichever is the other way than now. */
    static void flip(Clerk admin, String account, String what, String reason) {
        open(admin, account, what);
        admin.at("halting:reason").fill(reason);
        admin.press("halting:act");
        assertThat(admin.at("halt-dialog")).isHidden();
    }

    /** Opens the dialog that asks why PAYMENTS or REFUNDS of an account are stopped or resumed. */
    static void open(Clerk admin, String account, String what) {
        admin.visit(PATH);
        admin.page().locator(".switch-" + what + "-" + account).click();
        admin.awaitAnswers();
        assertThat(admin.at("halting:reason")).isFocused();
    }
}
