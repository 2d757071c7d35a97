package ee.qfpay.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the web module: what pages, callback and health may use of the connector, and that no other way is taken. */
@AnalyzeClasses(packages = "ee.qfpay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule CONSOLE_SENDS_NOTHING_AND_SIGNS_NOTHING = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web.console..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "ee.qfpay.signing..",
                    "ee.qfpay.database..",
                    "ee.qfpay.deployment..",
                    "ee.qfpay.polling..",
                    "ee.qfpay.notification..");

    /** Of the gateway the console sees what a payer needs, as it stands in a read model, and nothing that sends. */
    @ArchTest
    static final ArchRule CONSOLE_SEES_VALUES_OF_THE_GATEWAY_ONLY = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web.console..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("ee.qfpay.gateway..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.type(ee.qfpay.gateway.PayerHandle.class)
                            .or(JavaClass.Predicates.type(ee.qfpay.gateway.BudgetView.class)
                                    .or(JavaClass.Predicates.type(ee.qfpay.gateway.BudgetView.Position.class))))));

    @ArchTest
    static final ArchRule CONSOLE_TOUCHES_NO_ENTITY = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web..")
            .should()
            .dependOnClassesThat()
            .areAnnotatedWith(jakarta.persistence.Entity.class);

    @ArchTest
    static final ArchRule PAGES_HAVE_NO_DATABASE = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.persistence..", "java.sql..", "javax.sql..", "org.hibernate..");

    @ArchTest
    static final ArchRule CALLBACK_USES_NOTIFICATION_ONLY = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web.callback..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("ee.qfpay..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "ee.qfpay.web.callback..", "ee.qfpay.notification.."))));

    @ArchTest
    static final ArchRule HEALTH_USES_THE_CHECKS_ONLY = noClasses()
            .that()
            .resideInAPackage("ee.qfpay.web.health..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("ee.qfpay..")
                    .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                            "ee.qfpay.web.health..", "ee.qfpay.deployment.."))));

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("ee.qfpay.web.(*)..").should().beFreeOfCycles();
}
