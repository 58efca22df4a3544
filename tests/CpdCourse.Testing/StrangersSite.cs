using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace CpdCourse.Testing;

/// <summary>Somebody else's blog: a real server on a loopback port that serves the pages it is given and keeps the trackbacks it gets.</summary>
public sealed class StrangersSite : IAsyncDisposable
{
    /// <summary>Lets a course fetch from it, and from nothing else that is private.</summary>
    public static readonly (string, string) Allowed = (
        "Outbound:AllowPrivateNetworks:0",
        "127.0.0.1/32"
    );

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ReceivedPing> pings = new();
    private readonly ConcurrentQueue<string> visits = new();

    private StrangersSite()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Serve);
    }

    public IReadOnlyList<ReceivedPing> Pings => [.. pings];

    /// <summary>Method and path of every request, with the name the visitor gave itself.</summary>
    public IReadOnlyList<string> Visits => [.. visits];

    /// <summary>What a ping is answered with.</summary>
    public string Reply { get; set; } = "<response><error>0</error></response>";

    public int ReplyStatus { get; set; } = StatusCodes.Status200OK;

    /// <summary>Done between taking a ping and answering it.</summary>
    public Func<Task> BeforeReply { get; set; } = () => Task.CompletedTask;

    /// <summary>Headers of the answer to a ping.</summary>
    public IDictionary<string, string> ReplyHeaders { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    public string? LastVisitor { get; private set; }

    /// <summary>The types that the last GET asked for.</summary>
    public string? LastAccepted { get; private set; }

    public static async Task<StrangersSite> Open()
    {
        var site = new StrangersSite();
        await site.app.StartAsync();
        return site;
    }

    public Uri Url(string path) => new(new Uri(app.Urls.Single()), path);

    /// <summary>Serves this HTML from now on.</summary>
    public Uri Page(string path, string html, string type = "text/html; charset=utf-8")
    {
        answers[path] = new Answer(StatusCodes.Status200OK, type, html, null);
        return Url(path);
    }

    /// <summary>Serves it with headers of its own, each as often as it is named.</summary>
    public Uri Page(
        string path,
        string html,
        string type,
        IReadOnlyList<(string Name, string Value)> headers
    )
    {
        answers[path] = new Answer(StatusCodes.Status200OK, type, html, null) { Headers = headers };
        return Url(path);
    }

    /// <summary>A page that says where it wants its webmentions.</summary>
    public Uri PageThatTakesWebmentions(string path, string endpoint = "/wm") =>
        Page(path, $"<!doctype html><link rel=\"webmention\" href=\"{endpoint}\"><p>Words.</p>");

    /// <summary>A page that says where it wants its pingbacks.</summary>
    public Uri PageThatTakesPingbacks(string path, string endpoint = "/xmlrpc.php") =>
        Page(path, $"<!doctype html><link rel=\"pingback\" href=\"{Url(endpoint)}\"><p>Words.</p>");

    public Uri Page(string path, Uri linked, string title = "A stranger’s page") =>
        Page(
            path,
            $"<!doctype html><title>{title}</title><p>I read <a href=\"{linked}\">this post</a> with pleasure.</p>"
        );

    /// <summary>A page that says where it wants its trackbacks, in an RDF block as blogs of 2005 had it.</summary>
    public Uri PageThatTakesPings(string path, string ping = "/ping") =>
        Page(
            path,
            $"""
            <!doctype html><title>On reading</title><p>Words.</p>
            <!-- <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
            <rdf:Description rdf:about="{Url(path)}" dc:identifier="{Url(
                path
            )}" dc:title="On reading" trackback:ping="{Url(ping)}" /></rdf:RDF> -->
            """
        );

    public Uri Status(string path, int status)
    {
        answers[path] = new Answer(status, "text/html", "", null);
        return Url(path);
    }

    public Uri Redirect(string path, Uri to, int status = StatusCodes.Status302Found)
    {
        answers[path] = new Answer(status, "text/html", "", to.ToString());
        return Url(path);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        LastVisitor = context.Request.Headers.UserAgent.ToString();
        visits.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (HttpMethods.IsPost(context.Request.Method))
        {
            await Take(context);
            return;
        }

        LastAccepted = context.Request.Headers.Accept.ToString();
        var answer = answers.GetValueOrDefault(context.Request.Path.Value ?? "/", Answer.NotFound);
        if (answer.IsKnownTo(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        if (answer.Location is not null)
        {
            context.Response.Headers.Location = answer.Location;
        }

        foreach (var (name, value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        await context.Response.WriteAsync(answer.Body);
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var fields = QueryHelpers.ParseQuery(body);
        pings.Enqueue(
            new ReceivedPing(
                $"{context.Request.Path}{context.Request.QueryString}",
                context.Request.ContentType ?? "",
                fields.GetValueOrDefault("url").ToString(),
                fields.GetValueOrDefault("title").ToString(),
                fields.GetValueOrDefault("excerpt").ToString(),
                fields.GetValueOrDefault("blog_name").ToString()
            )
            {
                Source = fields.GetValueOrDefault("source").ToString(),
                Target = fields.GetValueOrDefault("target").ToString(),
                Body = body,
            }
        );
        await BeforeReply();
        context.Response.StatusCode = ReplyStatus;
        context.Response.ContentType = "text/xml; charset=utf-8";
        foreach (var (name, value) in ReplyHeaders)
        {
            context.Response.Headers[name] = value;
        }

        await context.Response.WriteAsync(Reply);
    }

    private sealed record Answer(int Status, string Type, string Body, string? Location)
    {
        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

        public bool IsKnownTo(HttpRequest request) =>
            request.Headers.IfNoneMatch is [{ } known]
            && Headers.Any(h => h.Name == "ETag" && h.Value == known);

        public static Answer NotFound { get; } =
            new((int)HttpStatusCode.NotFound, "text/html", "", null);
    }
}

/// <summary>A trackback, pingback or webmention that a stranger got.</summary>
public sealed record ReceivedPing(
    string Path,
    string ContentType,
    string Url,
    string Title,
    string Excerpt,
    string BlogName
)
{
    /// <summary>Of a webmention.</summary>
    public string Source { get; init; } = "";

    /// <summary>Of a webmention.</summary>
    public string Target { get; init; } = "";

    /// <summary>As it came.</summary>
    public string Body { get; init; } = "";
}
