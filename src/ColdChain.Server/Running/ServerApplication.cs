using System.Globalization;
using System.Security.Authentication;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using ColdChain.Server.Alarming;
using ColdChain.Server.Api;
using ColdChain.Server.Audit;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;
using ColdChain.Server.Ingest;
using ColdChain.Server.Inspection;
using ColdChain.Server.Integrity;
using ColdChain.Server.LoggerFiles;
using ColdChain.Server.Monitoring;
using ColdChain.Server.Pages;
using ColdChain.Server.People;
using ColdChain.Server.People.Entering;
using ColdChain.Server.Persistence;
using ColdChain.Server.Traceability;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Serilog;
using Serilog.Events;
using KestrelServerLimits = Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerLimits;
using MinDataRate = Microsoft.AspNetCore.Server.Kestrel.Core.MinDataRate;

namespace ColdChain.Server.Running;

/// <summary>Puts the modules together. The order of the middleware is the order of the questions: who, may they, then what.</summary>
public static class ServerApplication
{
    /// <summary>
    /// Of a body that nobody has asked for yet, for each connection: of a thousand requests that wait for their turn the
    /// operating system keeps the rest, and their senders wait.
    /// </summary>
    private const int MostBytesRead = 128 * 1024;

    /// <summary>Builds the server without starting it; the caller migrates the records and runs it.</summary>
    /// <param name="options">Checked by the caller.</param>
    /// <param name="configuration">The sections of the modules.</param>
    /// <param name="clock">The only source of time.</param>
    public static WebApplication Create(ServerOptions options, IConfiguration configuration, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        Directory.CreateDirectory(options.DataDirectory);
        builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Bound(kestrel.Limits, options);
            kestrel.ConfigureHttpsDefaults(https => Secure(https, options));
        }).UseKestrelHttpsConfiguration().UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries));
        builder.Services.AddRouting();
        builder.Logging.AddSerilog(CreateLog(options), dispose: true);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(GarbageReturn.OfProcess(clock));
        builder.Services.AddSingleton(options);
        // Chinese is written as it is, not as numbered entities: pages are a third of the size and can be read.
        builder.Services.AddWebEncoders(encoders => encoders.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddRazorComponents();
        AddModules(builder.Services, options, builder.Configuration);

        WebApplication app = builder.Build();
        UsePipeline(app);
        MapModules(app);
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>The order of the questions: is it a page, who asks, may they, is it their own form.</summary>
    private static void UsePipeline(WebApplication app)
    {
        // From a proxy on this machine alone, as the framework has it: whose address is counted at the log-in, and whether TLS was spoken.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            // The scope of a page that failed holds what its renderer left: the error page could not be made in it.
            CreateScopeForErrors = true,
            StatusCodeSelector = fault => fault switch
            {
                // What was sent is too much, too slow, or breaks off.
                BadHttpRequestException unread => unread.StatusCode,
                _ when fault is HistoryAwayException || RecordsAway.Is(fault) => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            },
        });
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(
            http => http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal),
            pages => pages.UseStatusCodePagesWithReExecute("/refused/{0}", queryFormat: null, createScopeForStatusCodePages: true));
        app.UseMiddleware<ExplanationAsPage>();
        app.UseMiddleware<RefusalInWords>();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseWhen(LogInLimit.Concerns, guesses => guesses.UseRateLimiter());
        app.UseAuthentication();
        app.UseMiddleware<CurrentPersonMiddleware>();
        app.UseMiddleware<AccessMiddleware>();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.UseMiddleware<ForeignForms>();
        app.UseMiddleware<ZeroBytes>();
    }

    /// <summary>How many, how much, and how slowly: whoever asks is not known yet.</summary>
    private static void Bound(KestrelServerLimits limits, ServerOptions options)
    {
        MinDataRate slowest = new(options.LeastBytesPerSecond, options.SlowFor);
        limits.MaxConcurrentConnections = options.MostConnections;
        limits.MaxRequestBufferSize = MostBytesRead;
        limits.MaxRequestBodySize = ServerOptions.MostRequestBytes;
        limits.RequestHeadersTimeout = options.RequestWithin;
        limits.MinRequestBodyDataRate = slowest;
        limits.MinResponseDataRate = slowest;
    }

    /// <summary>Asked for https addresses alone, whose certificate the caller has checked.</summary>
    private static void Secure(HttpsConnectionAdapterOptions https, ServerOptions options)
    {
        ServerCertificate certificate = new(options.Certificate!, options.CertificateKey!);
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        https.ServerCertificate = certificate.Current().TargetCertificate;
        https.OnAuthenticate = (_, handshake) =>
        {
            handshake.ServerCertificate = null;
            handshake.ServerCertificateContext = certificate.Current();
        };
    }

    /// <summary>Each module registers itself; a new module is one line here and one in <see cref="MapModules"/>.</summary>
    private static void AddModules(IServiceCollection services, ServerOptions options, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddPersistence(options, configuration);
        services.AddAudit();
        services.AddPeople(options);
        services.AddOperation();
        services.AddHistory(options.DataDirectory, configuration);
        services.AddIngest();
        services.AddIntegrity(options.DataDirectory, configuration);
        services.AddMonitoring();
        services.AddTraceability();
        services.AddAlarming(configuration);
        services.AddInspection();
        services.AddEquipment(options.DataDirectory);
        services.AddLoggerFiles(options.DataDirectory, configuration);
        services.AddPages();
    }

    private static void MapModules(WebApplication app)
    {
        app.MapOperation();
        app.MapPeople();
        app.MapIngest();
        app.MapMonitoring();
        app.MapTraceability();
        app.MapInspection();
        app.MapAudit();
        app.MapEquipment();
        app.MapLoggerFiles();
        app.MapPages();
        app.MapAlarming();
    }

    private static Serilog.Core.Logger CreateLog(ServerOptions options) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
        .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
        .WriteTo.Console(formatProvider: CultureInfo.InvariantCulture)
        .WriteTo.File(
            options.LogPath,
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: 31,
            formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
