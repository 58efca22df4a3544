using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.WebTests;

/// <summary>Counts the commands that a site's database is asked. Listens from the start: EF looks only once a second whether anybody does.</summary>
internal sealed class SqlCommands
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> Seen = new(
        StringComparer.Ordinal
    );

    [ModuleInitializer]
    public static void Listen() => DiagnosticListener.AllListeners.Subscribe(new SqlCommands());

    /// <summary>What was asked while this was done.</summary>
    public static async Task<IReadOnlyList<string>> During(CourseSite site, Func<Task> work)
    {
        var place = await site.Read(db => Task.FromResult(Place(db.Database.GetDbConnection())));
        var queue = Seen.GetOrAdd(place, _ => new());
        queue.Clear();
        await work();
        return [.. queue];
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Key == RelationalEventId.CommandExecuting.Name
            && value.Value is CommandEventData { Command: { Connection: { } connection } command }
            && Seen.TryGetValue(Place(connection), out var queue)
        )
        {
            queue.Enqueue(command.CommandText);
        }
    }

    // A file, or the name that a server has for it.
    private static string Place(DbConnection connection) =>
        $"{connection.DataSource} {connection.Database}";

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
