using System.Security.Claims;
using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.People;
using CpdCourse.Web.Features.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Hosting;

internal static class IdentityHosting
{
    private const string TellsOfKeys =
        "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    private static readonly TimeSpan StampIsGood = TimeSpan.FromMinutes(1);

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        AddAccountStore(builder.Services);
        AddCookies(builder);
        AddPolicies(builder.Services);
        AddKeys(builder);
    }

    private static void AddAccountStore(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                // The user name is the address once it is confirmed, and unique. An address that nobody has proved to own proves nothing:
                // several may have typed it (see OpenAccount).
                options.User.RequireUniqueEmail = false;
                options.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<CourseDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipal>();
        services
            .AddOptions<PasswordHasherOptions>()
            .Configure<LimitsSettings, ILoggerFactory>(SetIterations)
            .ValidateOnStart();
        // A changed password ends every other session, copied cookies too, within a minute.
        services.Configure<SecurityStampValidatorOptions>(options =>
            options.ValidationInterval = StampIsGood
        );
    }

    private static void AddCookies(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options => SetCookie(options, builder.Configuration));
        services.AddAntiforgery(options =>
        {
            // Lax, not Strict: a link in a mail arrives without a Strict cookie, would be given a new one, and so spoil every form that is open elsewhere.
            options.Cookie = IsHttps(builder.Configuration)
                ? new SecureCookie { Name = "__Host-form" }
                : new CookieBuilder { Name = "form" };
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.HttpOnly = true;
            options.Cookie.IsEssential = true;
            options.Cookie.Path = "/";
            options.FormFieldName = "form-token";
        });
        NotedAntiforgery.Add(services);
    }

    private static void AddPolicies(IServiceCollection services) =>
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Policies.Participant, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(
                Policies.Moderator,
                policy =>
                    policy.RequireClaim(
                        PersonaClaims.Role,
                        nameof(Role.Moderator),
                        nameof(Role.Organiser)
                    )
            )
            .AddPolicy(
                Policies.Organiser,
                policy => policy.RequireClaim(PersonaClaims.Role, nameof(Role.Organiser))
            );

    private static void AddKeys(WebApplicationBuilder builder)
    {
        // Warns at the first start that keys lie unsealed in their folder: so they do, as the database beside them, and the how-to says who must not read it.
        builder.Logging.AddFilter(TellsOfKeys, LogLevel.Error);
        var services = builder.Services;
        // One pass seals and signs; the default takes two and derives four keys for each cookie and form. Keys made before go on being read in their own way.
        services
            .AddDataProtection()
            .SetApplicationName("CpdCourse")
            .UseCryptographicAlgorithms(
                new AuthenticatedEncryptorConfiguration
                {
                    EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM,
                }
            );
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DatabaseSettings, DataSettings, IServiceScopeFactory, ILoggerFactory>(
                (options, database, data, scopes, logs) =>
                    options.XmlRepository =
                        database.Provider is DatabaseProvider.Postgres
                            ? new DatabaseKeys(scopes)
                            : new FileSystemXmlRepository(
                                Directory.CreateDirectory(data.In("keys")),
                                logs
                            )
            );
    }

    private static void SetIterations(
        PasswordHasherOptions options,
        LimitsSettings limits,
        ILoggerFactory logs
    )
    {
        options.IterationCount = limits.PasswordIterations;
        if (limits.PasswordIterations < LimitsSettings.EnoughIterations)
        {
            logs.CreateLogger(typeof(IdentityHosting))
                .LogWarning(
                    "Limits:PasswordIterations is {Rounds}: passwords in a stolen database are guessed sooner than they need be.",
                    limits.PasswordIterations
                );
        }
    }

    private static void SetCookie(CookieAuthenticationOptions options, IConfiguration configuration)
    {
        var https = IsHttps(configuration);
        options.Cookie.Name = https ? "__Host-signed-in" : "signed-in";
        options.Cookie.SecurePolicy = https
            ? CookieSecurePolicy.Always
            : CookieSecurePolicy.SameAsRequest;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.HttpOnly = true;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/not-for-you";
        options.ReturnUrlParameter = "then";
        options.Events.OnValidatePrincipal = CheckStamp;
        options.Events.OnSignedIn = NoteSignIn;
        options.Events.OnSigningOut = NoteSignOut;
    }

    // A cookie of this minute is believed, an older one as long as all that it says still holds. Then the platform looks, which ends it or writes it anew.
    private static async Task CheckStamp(CookieValidatePrincipalContext context)
    {
        var age = context.Options.TimeProvider!.GetUtcNow() - context.Properties.IssuedUtc;
        if (
            age > StampIsGood
            && !await context
                .HttpContext.RequestServices.GetRequiredService<CookieCheck>()
                .StillHolds(context.Principal!, context.HttpContext.RequestAborted)
        )
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
    }

    // A cookie written anew for somebody who is signed in already, after a change of name or password, is no sign-in.
    private static Task NoteSignIn(CookieSignedInContext context)
    {
        if (
            AccountOf(context.Principal) is { } account
            && account != AccountOf(context.HttpContext.User)
        )
        {
            Events(context.HttpContext).SignedIn(account);
        }

        return Task.CompletedTask;
    }

    private static Task NoteSignOut(CookieSigningOutContext context)
    {
        if (AccountOf(context.HttpContext.User) is { } account)
        {
            Events(context.HttpContext).SignedOut(account);
        }

        return Task.CompletedTask;
    }

    private static Guid? AccountOf(ClaimsPrincipal? user) =>
        Guid.TryParse(user?.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    private static SecurityLog Events(HttpContext http) =>
        http.RequestServices.GetRequiredService<SecurityLog>();

    private static bool IsHttps(IConfiguration configuration) =>
        configuration["Site:BaseUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        == true;
}

/// <summary>
/// Says Secure whatever a proxy in front says: __Host- cookies are dropped by browsers without it. (SecurePolicy.Always would refuse to work behind a proxy
/// that ends TLS.)
/// </summary>
internal sealed class SecureCookie : CookieBuilder
{
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
