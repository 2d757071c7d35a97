/**
 * The database as such: where it is, how Hibernate reaches it, and how its schema came to be.
 *
 * <p>Decision: the data source is defined by an annotation whose values come from MicroProfile Config, so that the same
 * EAR runs on H2 and PostgreSQL by configuration alone. Flyway migrates while Hibernate builds its session factory,
 * because the server does that before any start-up bean of ours runs.
 *
 * <p>Arrows: uses nothing of ours. No package of the business uses it: they use the persistence unit.
 */
package ee.qfpay.database;
