using System.CommandLine;
using CpdCourse.Web.Hosting;

namespace CpdCourse.Web.Features.Transfer;

/// <summary><c>move-to-postgres "Host=…"</c>: the settings say PostgreSQL by then, as if the site were started there.</summary>
internal static class MoveCommand
{
    public static Command Make(WebApplication app)
    {
        var to = new Argument<string?>("connection")
        {
            Description =
                "The PostgreSQL database, which must be empty; ConnectionStrings:Course unless given.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = new Option<string?>("--from")
        {
            Description = "The SQLite file; course.db in the data folder unless given.",
        };
        var command = new Command(
            StartOptions.Move,
            "Copies a course from SQLite to PostgreSQL; stop the site first."
        )
        {
            to,
            from,
        };
        command.SetAction(
            (parsed, stop) =>
                BackupCommands.Say(async () =>
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    var move = scope.ServiceProvider.GetRequiredService<MoveToPostgres>();
                    return await move.From(parsed.GetValue(from), Console.WriteLine, stop);
                })
        );
        return command;
    }
}
