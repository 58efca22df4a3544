using System.Collections.Concurrent;
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
        var queue = Seen.GetOrAdd(Path.Combine(site.Folder, "course.db"), _ => new());
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
            && Seen.TryGetValue(connection.DataSource, out var queue)
        )
        {
            queue.Enqueue(command.CommandText);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
