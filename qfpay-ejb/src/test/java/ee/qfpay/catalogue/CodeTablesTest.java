package ee.qfpay.catalogue;

import static ee.qfpay.catalogue.Meaning.ALREADY_CLOSED;
import static ee.qfpay.catalogue.Meaning.IN_PROGRESS;
import static ee.qfpay.catalogue.Meaning.MISCONFIGURED;
import static ee.qfpay.catalogue.Meaning.ORDER_STATE;
import static ee.qfpay.catalogue.Meaning.REFUND_REFUSED;
import static ee.qfpay.catalogue.Meaning.REFUSED;
import static ee.qfpay.catalogue.Meaning.SUCCESS;
import static ee.qfpay.catalogue.Meaning.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;

import ee.qfpay.money.AmountText;
import ee.qfpay.money.Money;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables against the guide, written a second time and by another grouping. */
class CodeTablesTest {

    private static final Map<Meaning, List<String>> MEANINGS = Map.of(
            SUCCESS, codes("0000"),
            IN_PROGRESS, codes("1143 1145 1298"),
            UNCERTAIN, codes("1100 1101 1252 1254 1295 1296 1297"),
            REFUSED, codes("1147 1201 1202 1203 1204 1205 1212 1250 1294 2005"),
            ALREADY_CLOSED, codes("1142 1181 1263 1264"),
            ORDER_STATE, codes("1102 1125 1136 1260 1261 1262 1266 1267 1268 2011"),
            MISCONFIGURED, codes("1103 1104 1105 1106 1107 1108 1241 1242 1243 1251"),
            REFUND_REFUSED, codes("1150 1155 1265 1269 1270 1271 1272"));

    private final CodeTables tables = CodeTables.load();

    @Test
    void holdsTheThirtySixPayTypesByPresentment() {
        assertThat(tables.payTypes()).hasSize(36);
        assertThat(payTypesOf(Presentment.CONSUMER_CODE))
                .containsExactlyInAnyOrderElementsOf(codes("800008 800108 800208 801008 805808 800708"));
        assertThat(payTypesOf(Presentment.MERCHANT_QR))
                .containsExactlyInAnyOrderElementsOf(codes("800101 801501 800201 805801 800701 802001 803701"));
        assertThat(payTypesOf(Presentment.WEB))
                .containsExactlyInAnyOrderElementsOf(codes("801101 801514 805814 800714 803714"));
        assertThat(payTypesOf(Presentment.WAP))
                .containsExactlyInAnyOrderElementsOf(codes("801107 801512 805812 800712 803712 800212"));
        assertThat(payTypesOf(Presentment.JSAPI)).containsExactlyInAnyOrderElementsOf(codes("800107 800207 800213"));
        assertThat(payTypesOf(Presentment.IN_APP))
                .containsExactlyInAnyOrderElementsOf(codes("801110 801510 800210 801010"));
        assertThat(payTypesOf(Presentment.HOSTED)).containsExactlyInAnyOrderElementsOf(codes("802801 806527"));
        assertThat(payTypesOf(Presentment.CARD_PRESENT))
                .containsExactlyInAnyOrderElementsOf(codes("802808 806708 806808"));
    }

    @Test
    void onlyAScannedCodeOrACardMakesAnAnswerMeanPaid() {
        for (PayType payType : tables.payTypes()) {
            boolean immediate = payType.presentment() == Presentment.CONSUMER_CODE
                    || payType.presentment() == Presentment.CARD_PRESENT;
            assertThat(payType.presentment().createMeansPaid())
                    .as(payType.code())
                    .isEqualTo(immediate);
            if (payType.createdByRequest()) {
                assertThat(payType.carries() == Carries.NOTHING)
                        .as("%s carries nothing", payType.code())
                        .isEqualTo(immediate);
            }
        }
    }

    @Test
    void takesAnExpiryForTheEightCodesOfTheGuideOnly() {
        assertThat(payTypeCodes(PayType::acceptsExpiry))
                .containsExactlyInAnyOrderElementsOf(codes("800201 800101 801512 801501 801107 801101 801010 801510"));
    }

    @Test
    void asksForWhatTheWalletNeeds() {
        assertThat(payTypeCodes(payType -> payType.needs().contains(Need.AUTH_CODE)))
                .containsExactlyInAnyOrderElementsOf(payTypesOf(Presentment.CONSUMER_CODE));
        assertThat(payTypeCodes(payType -> payType.needs().contains(Need.GOODS_NAME)))
                .containsExactlyInAnyOrderElementsOf(payTypesOf(Presentment.IN_APP));
        assertThat(payTypeCodes(payType -> payType.needs().contains(Need.OPEN_ID)))
                .containsExactly("800107");
        assertThat(payTypeCodes(payType -> payType.needs().contains(Need.SUB_OPEN_ID)))
                .containsExactlyInAnyOrder("800207", "800213");
        assertThat(payTypeCodes(payType -> payType.needs().contains(Need.EXTEND_INFO)))
                .containsExactly("800212");
        assertThat(payTypeCodes(payType -> !payType.createdByRequest()))
                .containsExactlyInAnyOrderElementsOf(codes("802801 806527 802808 806708 806808"));
    }

    @Test
    void refundsAllButFps() {
        assertThat(payTypeCodes(payType -> !payType.refundability().isRefundable()))
                .containsExactly("802001");
        PayType fps = tables.payType("802001").orElseThrow();
        assertThat(fps.refundability().windowDays()).hasValue(29);
        assertThat(fps.note()).isPresent();
        assertThat(tables.payType("805812").orElseThrow().refundability().windowDays())
                .hasValue(90);
        assertThat(tables.payType("800201").orElseThrow().refundability().windowDays())
                .hasValue(365);
    }

    @Test
    void knowsTheCurrenciesOfHongKongWalletsAndAssumesNoneElsewhere() {
        PayType fps = tables.payType("802001").orElseThrow();
        assertThat(fps.mayTake("HKD")).isTrue();
        assertThat(fps.mayTake("USD")).isFalse();

        PayType alipay = tables.payType("800101").orElseThrow();
        assertThat(alipay.currencies()).isEmpty();
        assertThat(alipay.mayTake("EUR")).isTrue();
    }

    @Test
    void wantsMoreThanOneDollarForAlipayWeb() {
        assertThat(payTypeCodes(payType -> payType.amountAbove().isPresent())).containsExactly("801101");
        assertThat(tables.payType("801101").orElseThrow().amountAbove()).contains(new Money(100, "HKD"));
    }

    @Test
    void holdsTheThirteenCurrenciesWithTheirDecimals() {
        assertThat(tables.currencies())
                .extracting(CurrencyCode::code)
                .containsExactlyElementsOf(codes("AED CNY EUR HKD IDR JPY MMK MYR SGD THB USD CAD AUD"));
        assertThat(tables.decimals("JPY")).hasValue(0);
        assertThat(tables.decimals("IDR")).isEmpty();
        assertThat(tables.decimals("MMK")).isEmpty();
        for (String code : codes("AED CNY EUR HKD MYR SGD THB USD CAD AUD")) {
            assertThat(tables.decimals(code)).as(code).hasValue(2);
        }
        assertThat(tables.decimals("XXX")).isEmpty();
    }

    @Test
    void everyListedCurrencyIsReadBackAsItIsShown() {
        for (CurrencyCode currency : tables.currencies()) {
            OptionalInt decimals = currency.decimals();
            Money money = new Money(123456, currency.code());
            String shown = decimals.isPresent() ? AmountText.formatPlain(money, decimals) : "123456";
            assertThat(AmountText.parse(shown, currency.code(), decimals)).isEqualTo(money);
        }
    }

    @Test
    void holdsTheFiftyTwoResponseCodesWithTheirMeanings() {
        assertThat(tables.responseCodes())
                .hasSize(52)
                .extracting(ResponseCode::origin)
                .containsOnly(ResponseCode.Origin.GUIDE);
        MEANINGS.forEach((meaning, codes) -> assertThat(tables.responseCodes())
                .filteredOn(code -> code.meaning() == meaning)
                .extracting(ResponseCode::code)
                .as(meaning.name())
                .containsExactlyInAnyOrderElementsOf(codes));
    }

    @Test
    void knowsMoreCodesThanItLists() {
        assertThat(tables.meaning("2999")).isEqualTo(IN_PROGRESS);
        assertThat(tables.meaning("1124")).isEqualTo(REFUND_REFUSED);
        assertThat(tables.responseCode("2999").orElseThrow().origin()).isEqualTo(ResponseCode.Origin.ELSEWHERE);
        assertThat(tables.responseCodes()).extracting(ResponseCode::code).doesNotContain("2999", "1124");
        assertThat(tables.furtherResponseCodes())
                .filteredOn(code -> code.meaning() != UNCERTAIN)
                .extracting(ResponseCode::code)
                .containsExactlyInAnyOrder("1124", "2999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999", "", "0000 ", "success"})
    void anUnknownResponseCodeIsUncertain(String code) {
        assertThat(tables.responseCode(code)).isEmpty();
        assertThat(tables.meaning(code)).isEqualTo(UNCERTAIN);
    }

    @Test
    void anAbsentCodeIsUnknown() {
        assertThat(tables.meaning(null)).isEqualTo(UNCERTAIN);
        assertThat(tables.payType(null)).isEmpty();
        assertThat(tables.currency(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"802001", " 802001 ", "fps", "FPS", "转数快", "轉數快"})
    void findsAPayTypeByCodeAndInEveryLanguage(String text) {
        assertThat(tables.searchPayTypes(text)).extracting(PayType::code).containsExactly("802001");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hkd", "Hong Kong dollar", "港元"})
    void findsACurrencyByCodeAndInEveryLanguage(String text) {
        assertThat(tables.searchCurrencies(text)).extracting(CurrencyCode::code).containsExactly("HKD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1108", "signature ERROR", "签名", "簽名"})
    void findsAResponseCodeByCodeAndInEveryLanguage(String text) {
        assertThat(tables.searchResponseCodes(text))
                .extracting(ResponseCode::code)
                .containsExactly("1108");
    }

    @Test
    void blankSearchFindsEverything() {
        assertThat(tables.searchPayTypes(" ")).hasSize(36);
        assertThat(tables.searchCurrencies("")).hasSize(13);
        assertThat(tables.searchResponseCodes("")).hasSize(52);
        assertThat(tables.searchResponseCodes("no such text")).isEmpty();
    }

    private List<String> payTypesOf(Presentment presentment) {
        return payTypeCodes(payType -> payType.presentment() == presentment);
    }

    private List<String> payTypeCodes(Predicate<PayType> wanted) {
        return tables.payTypes().stream().filter(wanted).map(PayType::code).toList();
    }

    private static List<String> codes(String separatedByBlanks) {
        return List.of(separatedByBlanks.split(" "));
    }

    @Test
    void thereIsAdviceAboutEveryCodeButSuccess() {
        assertThat(Stream.concat(tables.responseCodes().stream(), tables.furtherResponseCodes().stream())
                        .filter(code -> code.advice().isEmpty()))
                .extracting(ResponseCode::code)
                .containsExactly("0000");
    }

    /** 1104 and 1108 are what a new merchant meets first: wherever it is read, it says what to look at and who helps. */
    @Test
    void adviceAboutParametersAndSignatureSaysWhatToCheckAndWhomToAsk() {
        String asked = "technical.support@qfpay.com";
        Texts parameters = advice("1104");
        assertThat(parameters.english())
                .contains("Check amount, currency, pay type, mchid", "\"filter error\"", "not enabled", "Ask " + asked);
        assertThat(parameters.simplified()).contains("请检查金额、货币、支付方式和 mchid", "“filter error”", "未为您开通", "联系 " + asked);
        assertThat(parameters.traditional()).contains("請檢查金額、貨幣、付款方式和 mchid", "「filter error」", "未為您開通", "聯絡 " + asked);

        Texts signature = advice("1108");
        assertThat(signature.english())
                .contains(
                        "Check that app code and key belong together",
                        "environment",
                        "mchid",
                        "ask " + asked,
                        "digest");
        assertThat(signature.simplified()).contains("请检查 app code 与密钥", "环境", "mchid", "向 " + asked, "签名算法");
        assertThat(signature.traditional()).contains("請檢查 app code 與密鑰", "環境", "mchid", "向 " + asked, "簽名算法");
    }

    private Texts advice(String code) {
        return tables.responseCode(code).orElseThrow().advice().orElseThrow();
    }
}
