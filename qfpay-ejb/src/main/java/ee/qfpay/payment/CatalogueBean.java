package ee.qfpay.payment;

import ee.qfpay.api.Catalogue;
import ee.qfpay.api.CurrencyInfo;
import ee.qfpay.api.PayTypeInfo;
import ee.qfpay.api.ResponseCodeAdvice;
import ee.qfpay.api.ResponseCodeInfo;
import ee.qfpay.catalogue.CodeTables;
import ee.qfpay.catalogue.CurrencyCode;
import ee.qfpay.catalogue.PayType;
import ee.qfpay.catalogue.ResponseCode;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hands the code tables to other applications. It stands here and not beside the tables because they know nothing of
 * callers.
 */
@Stateless
@LocalBean
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CatalogueBean implements Catalogue {

    @Inject
    CodeTables tables;

    @Override
    public List<PayTypeInfo> payTypes() {
        return new ArrayList<>(
                tables.payTypes().stream().map(CatalogueBean::info).toList());
    }

    @Override
    public List<CurrencyInfo> currencies() {
        return new ArrayList<>(
                tables.currencies().stream().map(CatalogueBean::info).toList());
    }

    @Override
    public List<ResponseCodeInfo> responseCodes() {
        return new ArrayList<>(
                tables.responseCodes().stream().map(CatalogueBean::info).toList());
    }

    @Override
    public List<ResponseCodeAdvice> responseCodeAdvice() {
        return Stream.concat(tables.responseCodes().stream(), tables.furtherResponseCodes().stream())
                .sorted(Comparator.comparing(ResponseCode::code))
                .flatMap(CatalogueBean::advice)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Stream<ResponseCodeAdvice> advice(ResponseCode code) {
        return code.advice().stream()
                .map(advice -> new ResponseCodeAdvice(
                        code.code(), advice.english(), advice.simplified(), advice.traditional()));
    }

    private static PayTypeInfo info(PayType type) {
        return new PayTypeInfo(
                type.code(),
                type.name().english(),
                type.name().simplified(),
                type.name().traditional(),
                type.wallet().name(),
                type.presentment().name(),
                type.refundability().isRefundable() ? 1 : 0);
    }

    private static CurrencyInfo info(CurrencyCode currency) {
        return new CurrencyInfo(
                currency.code(),
                currency.name().english(),
                currency.name().simplified(),
                currency.name().traditional(),
                currency.decimals().orElse(-1));
    }

    private static ResponseCodeInfo info(ResponseCode code) {
        return new ResponseCodeInfo(
                code.code(),
                code.text().english(),
                code.text().simplified(),
                code.text().traditional(),
                code.meaning().name());
    }
}
