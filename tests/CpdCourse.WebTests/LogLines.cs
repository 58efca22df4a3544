using CpdCourse.Testing;
using CpdCourse.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CpdCourse.WebTests;

/// <summary>One thing that was logged.</summary>
/// <param name="Category">Who says so.</param>
/// <param name="Event">Its name, for what has one.</param>
/// <param name="Text">The line.</param>
/// <param name="Whole">The line with the exception and the scopes around it: all that any way of writing logs could write.</param>
internal sealed record LogEntry(string Category, string? Event, string Text, string Whole);

/// <summary>What a site logs, as far as its settings let it.</summary>
internal sealed class LogLines : ILoggerProvider, ISupportExternalScope
{
    private readonly List<LogEntry> entries = [];
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public LogLines(CourseSite site) =>
        site.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);

    /// <summary>With these a site logs as much as anybody might ask it to: everything of ours, and what the frameworks find worth telling.</summary>
    public static (string, string)[] Everything { get; } =
    [
        ("Logging:LogLevel:Default", "Information"),
        ("Logging:LogLevel:Microsoft", "Information"),
        ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Information"),
        ("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "Information"),
        ("Logging:LogLevel:CpdCourse", "Trace"),
        // Here, and not among what the tests say.
        ("Logging:Console:LogLevel:Default", "None"),
    ];

    public IReadOnlyList<LogEntry> Entries
    {
        get
        {
            lock (entries)
            {
                return [.. entries];
            }
        }
    }

    public IReadOnlyList<string> Lines => [.. Entries.Select(e => e.Text)];

    /// <summary>Names of the security events, in their order.</summary>
    public IReadOnlyList<string> Events =>
        [.. Entries.Where(e => e.Category == SecurityLog.Category).Select(e => e.Event!)];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    private void Add(string category, EventId id, string text, string? state, Exception? problem)
    {
        var around = new List<string>();
        scopes.ForEachScope((scope, list) => list.Add($"{scope} {Values(scope)}"), around);
        var whole = string.Join('\n', [text, state, problem?.ToString(), .. around]);
        lock (entries)
        {
            entries.Add(new LogEntry(category, id.Name, text, whole));
        }
    }

    private static string? Values(object? state) =>
        state is IEnumerable<KeyValuePair<string, object?>> values
            ? string.Join(' ', values.Select(v => $"{v.Key}={v.Value}"))
            : null;

    private sealed class Logger(string category, LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Add(category, eventId, formatter(state, exception), Values(state), exception);
    }
}
