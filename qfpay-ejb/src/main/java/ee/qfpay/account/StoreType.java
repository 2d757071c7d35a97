package ee.qfpay.account;

/** In which form certificates that are trusted lie in a file. */
enum StoreType {
    PKCS12,
    JKS,
    /** One certificate after the other as text; it has no password. */
    PEM
}
