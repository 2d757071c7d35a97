package ee.qfpay.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The part of the container tests about processes that start, stop and hang: the run command, and a database that goes away. It lasts
 * about as long as the other parts.
 */
@Suite
@SelectPackages("ee.qfpay.it")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("process")
class ProcessSuite {}
