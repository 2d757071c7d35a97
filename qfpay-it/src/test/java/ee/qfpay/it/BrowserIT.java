package ee.qfpay.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The browser that the console's tests stand on starts here, with Chinese glyphs. */
@Tag("browser")
class BrowserIT {

    @Test
    void showsChineseTextOnAPhonesScreenAndKeepsAPicture() {
        try (Browser browser = Browser.open()) {
            Page page = browser.page(390, "zh-HK");
            page.setContent("<html lang='zh-HK'><p id='greeting'>支付 付款 退款</p></html>");
            assertThat(page.locator("#greeting").textContent()).isEqualTo("支付 付款 退款");
            assertThat(Browser.scrollsSideways(page)).isFalse();
            assertThat(Browser.screenshot(page, "browser")).isNotEmptyFile();
        }
    }
}
