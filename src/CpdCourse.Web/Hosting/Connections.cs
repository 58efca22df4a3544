using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;

namespace CpdCourse.Web.Hosting;

/// <summary>
/// So many connections at once and no more. When all are taken, the one that has been waiting longest for a whole request gives up its place: who opens
/// hundreds and sends nothing, or sends it by the drop, keeps nobody out. Browsers open such a connection again by themselves.
/// </summary>
internal sealed class Connections(LimitsSettings limits)
{
    private readonly Lock gate = new();
    private readonly HashSet<Connected> open = [];

    /// <summary>Serves a connection as long as it lasts; none at all when everybody else is being answered.</summary>
    public async Task Serve(ConnectionContext connection, ConnectionDelegate next)
    {
        var mine = new Connected(connection);
        if (!TakePlace(mine))
        {
            connection.Abort(Full());
            return;
        }

        connection.Features.Set(mine);
        try
        {
            await next(connection);
        }
        finally
        {
            lock (gate)
            {
                open.Remove(mine);
            }
        }
    }

    private bool TakePlace(Connected mine)
    {
        Connected? longest = null;
        lock (gate)
        {
            if (open.Count >= limits.Connections)
            {
                longest = open.Where(each => each.IsWaiting).MinBy(each => each.Since);
                if (longest is null)
                {
                    return false;
                }

                open.Remove(longest);
            }

            open.Add(mine);
        }

        longest?.Connection.Abort(Full());
        return true;
    }

    private static ConnectionAbortedException Full() => new("All connections are taken.");
}

/// <summary>A connection, and since when it has been waiting for a whole request.</summary>
internal sealed class Connected(ConnectionContext connection)
{
    private int answering;
    private long since = Environment.TickCount64;

    public ConnectionContext Connection => connection;

    public bool IsWaiting => Volatile.Read(ref answering) == 0;

    public long Since => Interlocked.Read(ref since);

    /// <summary>A request has come whole. HTTP/2 has several of them on one connection.</summary>
    public void Begin() => Interlocked.Increment(ref answering);

    public void End()
    {
        Interlocked.Exchange(ref since, Environment.TickCount64);
        Interlocked.Decrement(ref answering);
    }
}

internal static class ConnectionsHosting
{
    /// <summary>Notes what is being answered; comes first.</summary>
    public static void UseConnections(this WebApplication app) =>
        app.Use(
            (http, next) =>
                // With a body it is whole once that was read.
                http.Features.Get<IHttpRequestBodyDetectionFeature>()
                    is { CanHaveBody: true }
                    ? next(http)
                    : http.Answering(next)
        );

    /// <summary>Goes on, with a request that has come whole.</summary>
    public static Task Answering(this HttpContext http, RequestDelegate next) =>
        http.Features.Get<Connected>() is { } connected
            ? Answer(http, next, connected)
            : next(http);

    private static async Task Answer(HttpContext http, RequestDelegate next, Connected connected)
    {
        connected.Begin();
        try
        {
            await next(http);
        }
        finally
        {
            connected.End();
        }
    }
}
