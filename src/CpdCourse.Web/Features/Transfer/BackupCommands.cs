using System.CommandLine;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Transfer;

/// <summary>
/// What is done from the command line instead of starting the site: <c>backup</c>, <c>verify FILE</c>, <c>restore FILE</c>, <c>move-to-postgres</c>. Settings are given as for
/// the site, as <c>--Data:Folder=…</c>.
/// </summary>
internal static class BackupCommands
{
    private const string About = """
        Without a command the site is started: --urls http://localhost:5023 says where it listens, --demo shows a course that is full of people.
        With one, a course is looked after. Settings such as --Data:Folder=/var/lib/cpdcourse may follow in both cases.
        """;

    /// <returns>The exit code: 0 when it was done.</returns>
    public static async Task<int> Run(WebApplication app, string[] args)
    {
        var root = new RootCommand(About);
        root.Subcommands.Add(MakeOne(app));
        root.Subcommands.Add(VerifyOne());
        root.Subcommands.Add(RestoreOne(app));
        root.Subcommands.Add(MoveCommand.Make(app));
        string[] own = [.. args.Where(a => !StartOptions.IsSetting(a))];
        return await root.Parse(own).InvokeAsync();
    }

    private static Command MakeOne(WebApplication app)
    {
        var to = new Option<string?>("--to") { Description = "The folder to put it in." };
        var command = new Command("backup", "Makes a backup; the site may be running.") { to };
        command.SetAction(
            (parsed, stop) =>
                Say(async () =>
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    var folder =
                        parsed.GetValue(to)
                        ?? app.Services.GetRequiredService<DataSettings>().In(DailyBackup.Folder);
                    var make = scope.ServiceProvider.GetRequiredService<MakeBackup>();
                    return $"Made {await make.Into(folder, stop)}";
                })
        );
        return command;
    }

    private static Command VerifyOne()
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var command = new Command("verify", "Unpacks a backup elsewhere and compares it.") { file };
        command.SetAction(
            (parsed, stop) =>
                Say(async () => Told(await RestoreBackup.Verify(parsed.GetValue(file)!, stop)))
        );
        return command;
    }

    private static Command RestoreOne(WebApplication app)
    {
        var file = new Argument<string>("file") { Description = "The backup." };
        var over = new Option<bool>("--over") { Description = "Replace the course that is there." };
        var command = new Command("restore", "Puts a backup in place; stop the site first.")
        {
            file,
            over,
        };
        command.SetAction(
            (parsed, stop) =>
                Say(async () =>
                {
                    var restore = new RestoreBackup(
                        app.Services.GetRequiredService<DataSettings>()
                    );
                    return Told(
                        await restore.From(parsed.GetValue(file)!, parsed.GetValue(over), stop)
                    );
                })
        );
        return command;
    }

    private static string Told(BackupContents contents) =>
        string.Join(
            Environment.NewLine,
            contents
                .Rows.Where(r => r.Value > 0)
                .Select(r => $"{r.Value, 10:N0}  {r.Key}")
                .Append($"Whole: made {contents.MadeAt:u}, {contents.Files.Count} files.")
        );

    /// <summary>Does the work and says what came of it, or in a sentence why not.</summary>
    public static async Task<int> Say(Func<Task<string>> work)
    {
        try
        {
            await Console.Out.WriteLineAsync(await work());
            return 0;
        }
        catch (Exception problem) when (problem is BackupException or MoveException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }
}
