package ee.qfpay.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The part of the container tests that keeps the connector's books in PostgreSQL in every build, but for {@link OutageOnPostgresIT}. By its
 * name it begins last, when the shortest of the others has ended: together with {@link ServerSuite} it would last longer than each of them.
 */
@Suite
@SelectPackages("ee.qfpay.it")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("postgres")
class BooksOnPostgresSuite {}
