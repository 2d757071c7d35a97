/**
 * Stories of orders, answers, notifications, refunds, faults and deaths of the server, told by chance: the connector's own
 * beans on a real database against the sandbox in this process, by a clock that the story moves. What is demanded is simple:
 * in the end the database says what the sandbox's ledger says.
 */
package ee.qfpay.model;
