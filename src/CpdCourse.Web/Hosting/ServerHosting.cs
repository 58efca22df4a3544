using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Hosting;

internal static class ServerHosting
{
    /// <summary>Names of the rate limits that endpoints ask for.</summary>
    public const string SignInLimit = "sign-in";
    public const string WriteLimit = "write";

    /// <summary>For the editor, which saves by itself every few seconds.</summary>
    public const string SaveLimit = "save";

    public static void AddServer(this WebApplicationBuilder builder)
    {
        // A port of our own, unless --urls or its variable says otherwise.
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://localhost:5023");
        }

        // Compressed files of a build that is not published lie elsewhere; does nothing once it is.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            RequestSizes.LetThroughMore(kestrel.Limits);
            kestrel.ConfigureEndpointDefaults(listening =>
            {
                var connections = kestrel.ApplicationServices.GetRequiredService<Connections>();
                listening.Use(next => connection => connections.Serve(connection, next));
            });
        });
        // What was begun is answered; whoever looks after programs kills those that take longer than about 15 seconds.
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = TimeSpan.FromSeconds(10)
        );
        builder.Services.AddSingleton<Connections>();
        builder.Services.AddSingleton<ReadingLimit>();
        builder.Services.AddRateLimiter(Configure);
    }

    public static void AddPageRules(this IMvcBuilder mvc) =>
        mvc.AddMvcOptions(options =>
        {
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            options.MaxModelValidationErrors = 50;
            options.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ =>
                "Please fill this in."
            );
            options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor(
                (value, field) => $"“{value}” is not possible for {field}."
            );
            options.ModelBindingMessageProvider.SetValueMustBeANumberAccessor(field =>
                $"{field} must be a number."
            );
        });

    /// <summary>The network that a request comes from: one address of IPv4, a /64 of IPv6 (one household has that many).</summary>
    public static string Network(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily is System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
            {
                context.HttpContext.Response.Headers.RetryAfter = (
                    (int)after.TotalSeconds
                ).ToString(Say.Culture);
            }

            Note(context.HttpContext);
            return ValueTask.CompletedTask;
        };
        Add(options, SignInLimit, limits => limits.SignInsPerFiveMinutes, TimeSpan.FromMinutes(5));
        Add(options, WriteLimit, limits => limits.WritesPerMinute, TimeSpan.FromMinutes(1), Writer);
        Add(
            options,
            SaveLimit,
            limits => 4 * limits.WritesPerMinute,
            TimeSpan.FromMinutes(1),
            Writer
        );
    }

    private static void Note(HttpContext http) =>
        http
            .RequestServices.GetRequiredService<SecurityLog>()
            .TooManyRequests(
                http.PageInLog(),
                http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName
                    ?? "none"
            );

    // A reading room of twenty people is one network; whoever is signed in is counted alone.
    internal static string Writer(HttpContext context) =>
        context.User.FindFirst(System.Security.Claims.ClaimTypes.NameIdentifier)?.Value
        ?? Network(context);

    private static void Add(
        RateLimiterOptions options,
        string name,
        Func<LimitsSettings, int> limit,
        TimeSpan window,
        Func<HttpContext, string>? who = null
    ) =>
        options.AddPolicy(
            name,
            context =>
                HttpMethods.IsPost(context.Request.Method)
                    ? RateLimitPartition.GetFixedWindowLimiter(
                        (who ?? Network)(context),
                        _ => new FixedWindowRateLimiterOptions
                        {
                            PermitLimit = limit(
                                context.RequestServices.GetRequiredService<LimitsSettings>()
                            ),
                            Window = window,
                        }
                    )
                    : RateLimitPartition.GetNoLimiter("reading")
        );
}
