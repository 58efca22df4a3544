using CpdCourse.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CpdCourse.WebTests.Studio;

/// <summary>What a site logs, as plain lines.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly List<string> lines = [];

    public LogLines(CourseSite site) =>
        site.Services.GetRequiredService<ILoggerFactory>().AddProvider(this);

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        lock (lines)
        {
            lines.Add(formatter(state, exception));
        }
    }

    public void Dispose() { }
}
