package ee.qfpay.api;

import jakarta.ejb.Remote;
import java.util.List;

/**
 * QFPay's code tables in English, Simplified and Traditional Chinese.
 *
 * <p>Portable JNDI name: {@code java:global/qfpay/qfpay-ejb/CatalogueBean!ee.qfpay.api.Catalogue}.
 */
@Remote
public interface Catalogue {

    /** The ways to pay, in the order of QFPay's guide. */
    List<PayTypeInfo> payTypes();

    /** The currencies, in the order of QFPay's guide. */
    List<CurrencyInfo> currencies();

    /** The response codes, in the order of QFPay's guide. */
    List<ResponseCodeInfo> responseCodes();

    /**
     * What to do about a response code, for every code but success: those of QFPay's guide and those that occur besides,
     * ordered by code.
     */
    List<ResponseCodeAdvice> responseCodeAdvice();
}
