namespace CpdCourse.Web.Hosting;

/// <summary>Typed settings, checked before anything starts: a wrong one stops the start with a sentence.</summary>
internal static class SettingsHosting
{
    public static void AddSettings(this WebApplicationBuilder builder, string[] args)
    {
        // The command line wins over the environment, as it does for ASP.NET's own settings.
        builder.Configuration.AddEnvironmentVariables("CPD_");
        builder.Configuration.AddCommandLine(StartOptions.Plain(args));
        var demo = StartOptions.Demo(args);
        if (demo.Wanted && builder.Configuration["Data:Folder"] is null)
        {
            // Never beside the data of a real course.
            builder.Configuration["Data:Folder"] = demo.Folder;
        }

        builder.StopIfWrong(demo);
        Add<DataSettings>(builder, "Data");
        Add<DatabaseSettings>(builder, "Database");
        Add<SiteSettings>(builder, "Site");
        Add<MailSettings>(builder, "Mail");
        Add<OutboundSettings>(builder, "Outbound");
        Add<LinkingSettings>(builder, "Linking");
        Add<LimitsSettings>(builder, "Limits");
    }

    private static void Add<T>(WebApplicationBuilder builder, string section)
        where T : class
    {
        builder
            .Services.AddOptions<T>()
            .BindConfiguration(section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services =>
            services.GetRequiredService<Microsoft.Extensions.Options.IOptions<T>>().Value
        );
    }
}
