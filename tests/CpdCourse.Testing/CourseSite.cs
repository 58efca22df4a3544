using System.Data.Common;
using CpdCourse.Data;
using CpdCourse.Web.Hosting;
using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace CpdCourse.Testing;

/// <summary>
/// The whole application over a database of its own: a SQLite file, or one of <see cref="PostgresServer"/>. It is migrated and filled with the bundled course
/// once and copied for each site; the clock stands still; jobs run when a test says so; mail is kept in a list.
/// </summary>
public class CourseSite : WebApplicationFactory<Program>
{
    private static readonly Lazy<string> Template = new(
        MakeTemplate,
        LazyThreadSafetyMode.ExecutionAndPublication
    );
    private readonly string folder;
    private readonly Dictionary<string, string> settings;
    private readonly bool isBeside;

    // Where its data are in PostgreSQL; null when they are in a file of the folder.
    private readonly string? database;
    private DbConnection? connection;
    private bool isKept;

    // A machine has few watchers of files to give, and every site would take several: tests change no files.
    static CourseSite()
    {
        Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "1");
        Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");
    }

    public CourseSite()
        : this([]) { }

    /// <summary>With settings beside the defaults, such as ("Limits:PageSize", "3").</summary>
    public CourseSite(params (string Key, string Value)[] with)
        : this(Template.Value, with) { }

    private CourseSite(string? template, params (string Key, string Value)[] with)
    {
        folder = NewFolder();
        settings = with.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        if (PostgresServer.IsThere)
        {
            database = PostgresServer.Create(template);
        }
        else if (template is not null)
        {
            File.Copy(template, FileIn(folder));
        }
    }

    private CourseSite(CourseSite first)
    {
        isBeside = true;
        folder = NewFolder();
        settings = first.settings;
        database = first.database;
        Clock = first.Clock;
    }

    private CourseSite(DirectoryInfo folder)
    {
        this.folder = folder.FullName;
        settings = [];
    }

    public TestClock Clock { get; } = new();

    /// <summary>The folder of its data.</summary>
    public string Folder => folder;

    /// <summary>What the program itself must be told to run on the same data.</summary>
    public IReadOnlyList<string> Arguments =>
        database is null
            ? [$"--Data:Folder={folder}"]
            :
            [
                $"--Data:Folder={folder}",
                "--Database:Provider=Postgres",
                $"--ConnectionStrings:Course={database}",
            ];

    /// <summary>How to connect to its data in PostgreSQL.</summary>
    public string Database =>
        database ?? throw new InvalidOperationException("They are in a file.");

    internal SentMail Mail { get; } = new();

    /// <summary>The application over data that are there.</summary>
    public static CourseSite On(string folder) => new(new DirectoryInfo(folder));

    /// <summary>The application over an empty database.</summary>
    public static CourseSite Empty() => new(template: null);

    /// <summary>Another node on the same database, with a folder of its own; it hears what this one saves.</summary>
    public CourseSite Beside() => new(this);

    /// <summary>A browser without a cookie; it does not follow redirects.</summary>
    public HttpClient Visitor() =>
        CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });

    /// <summary>Does something with the services of the application and gives back what came of it.</summary>
    public async Task<T> Within<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    public Task<T> Read<T>(Func<CourseDb, Task<T>> question) =>
        Within(s => question(s.GetRequiredService<CourseDb>()));

    /// <summary>Runs every job that is due, and what those jobs asked for.</summary>
    public async Task RunJobs()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobWorker>().RunDue(CancellationToken.None);
    }

    /// <summary>Runs the recurring tasks as well.</summary>
    public async Task RunRecurring()
    {
        await using var scope = Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<JobWorker>()
            .PlanRecurring(CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<JobWorker>().RunDue(CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing");
        builder.UseSetting("Data:Folder", folder);
        if (database is not null)
        {
            builder.UseSetting("Database:Provider", "Postgres");
            builder.UseSetting("ConnectionStrings:Course", database);
        }

        builder.UseSetting("Limits:PasswordIterations", "1");
        // A test plays many people from one address, in no time.
        builder.UseSetting("Limits:ReadsPerMinute", "1000000");
        builder.UseSetting("Logging:LogLevel:Default", "Error");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(PutDoubles);
    }

    /// <summary>Puts doubles in the place of clock and mail, and takes the runner of jobs away.</summary>
    protected virtual void PutDoubles(IServiceCollection services)
    {
        services.RemoveAll<TimeProvider>();
        services.AddSingleton<TimeProvider>(Clock);
        services.RemoveAll<IMailTransport>();
        services.AddSingleton<IMailTransport>(Mail);
        services.Remove(services.Single(s => s.ImplementationType == typeof(JobRunner)));
        if (!isBeside && services.SingleOrDefault(IsHearing) is { } hearing)
        {
            services.Remove(hearing);
        }
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        var host = base.CreateHost(builder);
        using var scope = host.Services.CreateScope();
        connection = scope
            .ServiceProvider.GetRequiredService<CourseDb>()
            .Database.GetDbConnection();
        return host;
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        // This one's alone: the pools of the sites beside it are in use.
        if (connection is SqliteConnection file)
        {
            SqliteConnection.ClearPool(file);
        }

        if (!isKept)
        {
            Remove();
        }
    }

    private static bool IsHearing(ServiceDescriptor service) =>
        service.ImplementationType == typeof(HearNodes);

    private void Remove()
    {
        Directory.Delete(folder, recursive: true);
        if (database is not null && !isBeside)
        {
            PostgresServer.Drop(database);
        }
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("course-").FullName;

    private static string FileIn(string folder) => Path.Combine(folder, "course.db");

    private static string MakeTemplate()
    {
        var site = Empty();
        site.isKept = true;
        using (site.CreateClient()) { }
        Given.ARun(site).GetAwaiter().GetResult();
        site.RunJobs().GetAwaiter().GetResult();
        site.DisposeAsync().AsTask().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => site.Remove();
        return site.database ?? FileIn(site.folder);
    }
}

/// <summary>What was sent.</summary>
internal sealed class SentMail : IMailTransport
{
    private readonly List<Letter> letters = [];
    private readonly List<string> ids = [];

    /// <summary>The message ids of the letters, one for each time that one left.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (letters)
            {
                return [.. ids];
            }
        }
    }

    public IReadOnlyList<Letter> Letters
    {
        get
        {
            lock (letters)
            {
                return [.. letters];
            }
        }
    }

    public Task Send(Letter letter, string messageId, CancellationToken stop)
    {
        lock (letters)
        {
            letters.Add(letter);
            ids.Add(messageId);
        }

        return Task.CompletedTask;
    }
}
