using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CpdCourse.Web.Features.Setup;

internal static class SetupFeature
{
    public static void AddSetup(this IServiceCollection services)
    {
        services.AddScoped<UpgradeSchema>();
        services.AddScoped<BundledCourse>();
        services.AddScoped<SetupLink>();
        services.AddScoped<SetUpCourse>();
        services.AddScoped<DemoCourse>();
        services.AddScoped<DemoPeople>();
        services.AddScoped<DemoPosts>();
        services.AddScoped<DemoTalk>();
        services.AddScoped<DemoLinks>();
        services.AddScoped<DemoJobs>();
        services.AddScoped<DemoCrowd>();
        services.AddScoped<ComposeCrowdWords>();
        services.AddScoped<CrowdPosts>();
    }

    /// <summary>Brings the database up to date, loads the bundled course, and says where to go.</summary>
    public static async Task Begin(this WebApplication app, DemoWish demo)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var services = scope.ServiceProvider;
            var link = await services
                .GetRequiredService<CourseDb>()
                .Alone(
                    async () =>
                    {
                        await services
                            .GetRequiredService<UpgradeSchema>()
                            .Run(CancellationToken.None);
                        return await Fill(services, demo);
                    },
                    CancellationToken.None
                );
            if (!app.Environment.IsEnvironment("Testing"))
            {
                app.Lifetime.ApplicationStarted.Register(() => Greet(app, link, demo.Wanted));
            }
        }
    }

    private static async Task<string?> Fill(IServiceProvider services, DemoWish demo)
    {
        // The first to ask for a key makes one.
        services.GetDataProtector(nameof(Fill)).Protect([]);
        await services.GetRequiredService<BundledCourse>().Load(CancellationToken.None);
        if (demo.Wanted)
        {
            await services.GetRequiredService<DemoCourse>().Load(CancellationToken.None);
            await services
                .GetRequiredService<DemoCrowd>()
                .Load(demo.Crowd, LoadingLine.OnConsole(), CancellationToken.None);
        }

        return await services.GetRequiredService<SetupLink>().Fresh(CancellationToken.None);
    }

    private static void Greet(WebApplication app, string? link, bool demo)
    {
        var listening =
            app.Services.GetRequiredService<IServer>()
                .Features.Get<IServerAddressesFeature>()
                ?.Addresses
            ?? [];
        var lines = new List<string>
        {
            "",
            $"  CpdCourse is running: {string.Join(", ", listening)}",
        };
        if (link is not null)
        {
            lines.Add(
                $"  Set up the course and its first organiser (this link works once): {link}"
            );
        }

        if (demo)
        {
            lines.Add(
                $"  Demo course. Sign in as {DemoCourse.ParticipantMail} or {DemoCourse.OrganiserMail}, password: {DemoCourse.Password}"
            );
        }

        var folder = app.Services.GetRequiredService<DataSettings>().In("");
        lines.Add(
            $"  Its files are in {folder}{(demo ? "; delete that folder to begin anew." : "")}"
        );
        lines.Add("  Ctrl+C stops it.");
        Console.WriteLine(string.Join(Environment.NewLine, lines) + Environment.NewLine);
    }
}
