// A real HAPI FHIR R4 server over JPA, for the tests: /fhir takes what HAPI takes by default, /strict validates what
// comes, both over one store. System properties: port (0 = a free one), db (a JDBC address of H2). It prints
// "ready http://127.0.0.1:PORT" and ends when its standard input does, so that it never outlives whoever started it.
import ca.uhn.fhir.batch2.jobs.config.Batch2JobsConfig;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.jpa.api.IDaoRegistry;
import ca.uhn.fhir.jpa.api.config.JpaStorageSettings;
import ca.uhn.fhir.jpa.api.config.ThreadPoolFactoryConfig;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.batch2.JpaBatch2Config;
import ca.uhn.fhir.jpa.binary.api.IBinaryStorageSvc;
import ca.uhn.fhir.jpa.binstore.DatabaseBinaryContentStorageSvcImpl;
import ca.uhn.fhir.jpa.config.HibernatePropertiesProvider;
import ca.uhn.fhir.jpa.config.r4.JpaR4Config;
import ca.uhn.fhir.jpa.config.util.HapiEntityManagerFactoryUtil;
import ca.uhn.fhir.jpa.config.util.ResourceCountCacheUtil;
import ca.uhn.fhir.jpa.dao.FulltextSearchSvcImpl;
import ca.uhn.fhir.jpa.dao.IFulltextSearchSvc;
import ca.uhn.fhir.jpa.dao.search.HSearchSortHelperImpl;
import ca.uhn.fhir.jpa.dao.search.IHSearchSortHelper;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import ca.uhn.fhir.jpa.model.config.SubscriptionSettings;
import ca.uhn.fhir.jpa.model.dialect.HapiFhirH2Dialect;
import ca.uhn.fhir.jpa.provider.DaoRegistryResourceSupportedSvc;
import ca.uhn.fhir.jpa.provider.IJpaSystemProvider;
import ca.uhn.fhir.jpa.provider.JpaCapabilityStatementProvider;
import ca.uhn.fhir.jpa.search.DatabaseBackedPagingProvider;
import ca.uhn.fhir.jpa.search.IStaleSearchDeletingSvc;
import ca.uhn.fhir.jpa.search.StaleSearchDeletingSvcImpl;
import ca.uhn.fhir.jpa.subscription.channel.config.SubscriptionChannelConfig;
import ca.uhn.fhir.jpa.subscription.match.config.SubscriptionProcessorConfig;
import ca.uhn.fhir.jpa.subscription.match.deliver.email.IEmailSender;
import ca.uhn.fhir.jpa.subscription.submit.config.SubscriptionSubmitterConfig;
import ca.uhn.fhir.jpa.util.ResourceCountCache;
import ca.uhn.fhir.rest.api.IResourceSupportedSvc;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.ResourceProviderFactory;
import ca.uhn.fhir.rest.server.util.ISearchParamRegistry;
import ca.uhn.fhir.validation.IValidatorModule;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.catalina.startup.Tomcat;
import org.apache.commons.dbcp2.BasicDataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.transaction.annotation.EnableTransactionManagement;

@Configuration
@EnableTransactionManagement
@Import({
  JpaR4Config.class, ThreadPoolFactoryConfig.class, JpaBatch2Config.class, Batch2JobsConfig.class,
  SubscriptionSubmitterConfig.class, SubscriptionProcessorConfig.class, SubscriptionChannelConfig.class
})
public class Hapi {
  @Bean DataSource dataSource() {
    BasicDataSource source = new BasicDataSource();
    source.setUrl(System.getProperty("db", "jdbc:h2:mem:fhir"));
    source.setUsername("sa");
    source.setPassword("");
    source.setMaxTotal(20);
    return source;
  }

  // HAPI's own defaults; a search is answered from memory for a minute.
  @Bean JpaStorageSettings storageSettings() { return new JpaStorageSettings(); }
  @Bean PartitionSettings partitionSettings() { return new PartitionSettings(); }
  @Bean SubscriptionSettings subscriptionSettings() { return new SubscriptionSettings(); }
  @Bean IFulltextSearchSvc fulltextSearchSvc() { return new FulltextSearchSvcImpl(); }
  @Bean IStaleSearchDeletingSvc staleSearchDeletingSvc() { return new StaleSearchDeletingSvcImpl(); }
  @Bean IHSearchSortHelper hSearchSortHelper(ISearchParamRegistry registry) { return new HSearchSortHelperImpl(registry); }
  @Bean IBinaryStorageSvc binaryStorageSvc() { return new DatabaseBinaryContentStorageSvcImpl(); }
  @Bean IEmailSender emailSender() { return details -> { }; }
  @Bean IResourceSupportedSvc resourceSupportedSvc(IDaoRegistry registry) { return new DaoRegistryResourceSupportedSvc(registry); }

  @Bean(name = "myResourceCountsCache") ResourceCountCache counts(IFhirSystemDao<?, ?> dao) {
    return ResourceCountCacheUtil.newResourceCountCache(dao);
  }

  @Bean DatabaseBackedPagingProvider paging() {
    DatabaseBackedPagingProvider paging = new DatabaseBackedPagingProvider();
    paging.setDefaultPageSize(20); // as HAPI's starter
    paging.setMaximumPageSize(200);
    return paging;
  }

  @Primary @Bean HibernatePropertiesProvider dialect(LocalContainerEntityManagerFactoryBean factory) {
    return new HibernatePropertiesProvider();
  }

  @Primary @Bean LocalContainerEntityManagerFactoryBean entityManagerFactory(
      DataSource source, ConfigurableListableBeanFactory beans, FhirContext context, JpaStorageSettings settings) {
    LocalContainerEntityManagerFactoryBean factory =
        HapiEntityManagerFactoryUtil.newEntityManagerFactory(beans, context, settings);
    factory.setPersistenceUnitName("HAPI_PU");
    factory.setDataSource(source);
    Properties properties = new Properties();
    properties.put("hibernate.dialect", HapiFhirH2Dialect.class.getName());
    properties.put("hibernate.hbm2ddl.auto", "update");
    properties.put("hibernate.jdbc.batch_size", "20");
    properties.put("hibernate.cache.use_query_cache", "false");
    properties.put("hibernate.cache.use_second_level_cache", "false");
    properties.put("hibernate.search.enabled", "false");
    factory.setJpaProperties(properties);
    return factory;
  }

  @Primary @Bean JpaTransactionManager transactionManager(EntityManagerFactory factory) {
    return new JpaTransactionManager(factory);
  }

  static RestfulServer server(ApplicationContext app) {
    RestfulServer server = new RestfulServer(app.getBean(FhirContext.class));
    server.registerProviders(app.getBean(ResourceProviderFactory.class).createProviders());
    server.registerProvider(app.getBean(IJpaSystemProvider.class));
    server.setServerConformanceProvider(new JpaCapabilityStatementProvider(
        server, app.getBean(IFhirSystemDao.class), app.getBean(JpaStorageSettings.class),
        app.getBean(ISearchParamRegistry.class), app.getBean(IValidationSupport.class)));
    server.setPagingProvider(app.getBean(DatabaseBackedPagingProvider.class));
    return server;
  }

  static RestfulServer validating(ApplicationContext app) {
    RequestValidatingInterceptor validation = new RequestValidatingInterceptor();
    validation.setFailOnSeverity(ResultSeverityEnum.ERROR);
    validation.setValidatorModules(List.of(app.getBean(IValidatorModule.class)));
    RestfulServer server = server(app);
    server.registerInterceptor(validation);
    return server;
  }

  public static void main(String[] arguments) throws Exception {
    Thread watch = new Thread(() -> {
      try {
        while (System.in.read() >= 0) { }
      } catch (java.io.IOException gone) {
        // The same as its end.
      }
      Runtime.getRuntime().halt(0);
    });
    watch.setDaemon(true);
    watch.start();
    ApplicationContext app = new AnnotationConfigApplicationContext(Hapi.class);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir"));
    tomcat.setPort(Integer.getInteger("port", 0));
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    tomcat.getConnector().setProperty("relaxedQueryChars", "|"); // as HAPI's starter
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "fhir", server(app)).setLoadOnStartup(1);
    context.addServletMappingDecoded("/fhir/*", "fhir");
    Tomcat.addServlet(context, "strict", validating(app)).setLoadOnStartup(2);
    context.addServletMappingDecoded("/strict/*", "strict");
    tomcat.start();
    System.out.println("ready http://127.0.0.1:" + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }
}
