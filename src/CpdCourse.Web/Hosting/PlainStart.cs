using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CpdCourse.Web.Hosting;

/// <summary>The site cannot start, and whoever runs it can mend that: the message says what is wrong and what to do.</summary>
internal class StartException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Runs the site. A start that fails for a known reason ends with one sentence and exit code 1 instead of a stack trace.</summary>
internal sealed class PlainStart
{
    // Would write the stack trace of what is about to be said in a sentence; what nobody knows a sentence for ends the program with its trace anyway.
    private const string TellsOfStart = "Microsoft.Extensions.Hosting.Internal.Host";

    private const string Another = "choose another one, such as --urls http://localhost:5024.";

    // sqlite.org/rescode.html
    private const int SqliteReadOnly = 8;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    private bool hasStarted;

    public PlainStart(WebApplicationBuilder builder) =>
        builder.Logging.AddFilter(TellsOfStart, level => hasStarted && level >= LogLevel.Warning);

    /// <param name="app">The site.</param>
    /// <param name="begin">What comes before the first request: the order in which requests are answered, the database, the course.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(WebApplication app, Func<Task> begin)
    {
        await using var _ = app;
        try
        {
            NeedFolder(app.Services.GetRequiredService<DataSettings>());
            await begin();
            await app.StartAsync();
            hasStarted = true;
        }
        // A test runs the program within its own process, and wants the exception itself.
        catch (Exception problem)
            when (!app.Environment.IsEnvironment("Testing") && Sentence(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            await app.StopAsync();
            return 1;
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    /// <summary>What to say of it; null for what nobody expected. The first that is known, from the outside in, decides.</summary>
    internal static string? Sentence(Exception problem) =>
        problem switch
        {
            StartException known => known.Message,
            OptionsValidationException wrong => string.Join(
                Environment.NewLine,
                wrong.Failures.Distinct(StringComparer.Ordinal)
            ),
            IOException { InnerException: AddressInUseException } inUse =>
                $"{Port(inUse.Message)} is in use. Stop the program that listens there, or {Another}",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                $"Whoever runs this program may not listen at that port: those below 1024 are the system's. Use a web server in front, or {Another}",
            SocketException { SocketErrorCode: SocketError.AddressNotAvailable } =>
                $"This computer does not have the address that the site is to listen at: {Another}",
            SqliteException
            {
                SqliteErrorCode: SqliteReadOnly or SqliteFull or SqliteCannotOpen
            } file =>
                $"The database cannot be written to: {Ended(file.Message)} Look who owns its file and folder, and whether the disk is full.",
            NpgsqlException server =>
                $"The database cannot be used: {Ended(server.Message)} Look whether PostgreSQL runs and what ConnectionStrings:Course says.",
            AggregateException several => several
                .InnerExceptions.Select(Sentence)
                .FirstOrDefault(sentence => sentence is not null),
            { InnerException: { } inner } => Sentence(inner),
            _ => null,
        };

    private static void NeedFolder(DataSettings data)
    {
        var folder = data.In("");
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".writable-{Guid.CreateVersion7():N}"),
                new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    Options = FileOptions.DeleteOnClose,
                }
            );
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The data folder {folder} cannot be written to: {Ended(problem.Message)} Let whoever runs this program write there, or name another folder with --Data:Folder.",
                problem
            );
        }
    }

    private static string Ended(string sentence) => sentence.TrimEnd('.', ' ') + ".";

    // "Failed to bind to address http://127.0.0.1:5023: address already in use."
    private static string Port(string said) =>
        said.Split(':')
            .Reverse()
            .Select(part => new string([.. part.TakeWhile(char.IsAsciiDigit)]))
            .FirstOrDefault(digits => digits.Length > 0)
            is { } port
            ? $"Port {port}"
            : "The port";
}
