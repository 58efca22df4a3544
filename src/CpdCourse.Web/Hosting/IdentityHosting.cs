using CpdCourse.Data;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.People;
using CpdCourse.Web.Features.Accounts;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace CpdCourse.Web.Hosting;

internal static class IdentityHosting
{
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
            })
            .AddEntityFrameworkStores<CourseDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountPrincipal>()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(options =>
            options.IterationCount = builder.Configuration.GetValue(
                "Limits:PasswordIterations",
                600_000
            )
        );
        services.Configure<DataProtectionTokenProviderOptions>(options =>
            options.TokenLifespan = TimeSpan.FromHours(24)
        );
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options => SetCookie(options, builder.Configuration));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = IsHttps(builder.Configuration) ? "__Host-form" : "form";
            options.FormFieldName = "form-token";
        });
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
        services.AddDataProtection().SetApplicationName("CpdCourse");
        services
            .AddOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>()
            .Configure<DataSettings, ILoggerFactory>(
                (options, data, logs) =>
                    options.XmlRepository =
                        new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                            Directory.CreateDirectory(data.In("keys")),
                            logs
                        )
            );
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
    }

    private static bool IsHttps(IConfiguration configuration) =>
        configuration["Site:BaseUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        == true;
}
