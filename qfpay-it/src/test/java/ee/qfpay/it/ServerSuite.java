package ee.qfpay.it;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The part of the container tests beside {@link BrowserSuite}, {@link FaultSuite}, {@link ProcessSuite} and {@link BooksOnPostgresSuite}: whatever has no tag. */
@Suite
@SelectPackages({"ee.qfpay.it", "com.example.shop"})
@IncludeClassNamePatterns(".*IT")
@ExcludeTags({"browser", "process", "postgres", "server", "faults"})
class ServerSuite {}
