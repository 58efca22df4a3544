using System.Diagnostics;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CpdCourse.WebTests.Studio;

/// <summary>Notes the SQL commands that one site sends, told from others by the file of its database.</summary>
internal sealed class SqlCount
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>,
        IDisposable
{
    private readonly List<IDisposable> subscriptions = [];
    private readonly List<string> commands = [];
    private readonly string folder;

    public SqlCount(CourseSite site)
    {
        folder = site.Folder;
        subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (commands)
            {
                return [.. commands];
            }
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            subscriptions.Add(value.Subscribe(this));
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (
            value.Value is CommandExecutedEventData executed
            && executed.Command.Connection?.ConnectionString.Contains(
                folder,
                StringComparison.Ordinal
            ) == true
        )
        {
            lock (commands)
            {
                commands.Add(executed.Command.CommandText);
            }
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Dispose();
        }
    }
}
