package ee.qfpay.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInNameTest {

    @Test
    void nameIsCutForTheAuditTrail() {
        assertThat(SignInName.shown("x".repeat(500))).hasSize(64);
    }

    @Test
    void nameCannotForgeALineOrHideItsLetters() {
        assertThat(SignInName.shown("clerk\r\nadmin signed in\u202e\u2028")).isEqualTo("clerk??admin signed in??");
    }

    @Test
    void namesOfAllScriptsStayReadable() {
        assertThat(SignInName.shown("陳大文")).isEqualTo("陳大文");
    }
}
