package ee.qfpay.it;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The part of the container tests that looks through a browser. The parts run at the same time, each in a test JVM of
 * its own; within a part all classes use one server, which can be started once per JVM only.
 */
@Suite
@SelectPackages("ee.qfpay.it")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("browser")
class BrowserSuite {}
