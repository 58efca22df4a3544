using System.Globalization;
using System.Net;
using CpdCourse.Benchmarks.Driving;
using CpdCourse.Benchmarks.Serving;

namespace CpdCourse.Benchmarks.Soaking;

/// <summary>A browser that looks at what it gets: another status than expected, or a page without what it is about, is wrong.</summary>
internal sealed class Guest : IDisposable
{
    private readonly HttpClient client;

    public Guest(Uri site, CookieContainer? cookies = null) =>
        client = Here.Client(site, cookies ?? new CookieContainer());

    /// <summary>Reads a page that must hold these words.</summary>
    public async Task<string> Read(string path, string holds, CancellationToken stop)
    {
        using var answer = await client.GetAsync(Relative(path), stop);
        var page = await answer.Content.ReadAsStringAsync(stop);
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            throw new WrongAnswerException($"GET {path} answered {(int)answer.StatusCode}.");
        }

        return page.Contains(holds, StringComparison.Ordinal)
            ? page
            : throw new WrongAnswerException($"GET {path} lacks “{holds}”.");
    }

    /// <summary>Sends a form.</summary>
    /// <returns>Where it leads, and the text of the answer.</returns>
    public async Task<(string Leads, string Text)> Send(
        string path,
        IReadOnlyDictionary<string, string> fields,
        HttpStatusCode expected,
        CancellationToken stop
    )
    {
        using var form = new HttpRequestMessage(HttpMethod.Post, Relative(path))
        {
            Content = new FormUrlEncodedContent(fields),
        };
        if (expected is HttpStatusCode.OK)
        {
            form.Headers.Accept.ParseAdd("application/json");
        }

        using var answer = await client.SendAsync(form, stop);
        return answer.StatusCode == expected
            ? (
                answer.Headers.Location?.OriginalString ?? "",
                await answer.Content.ReadAsStringAsync(stop)
            )
            : throw new WrongAnswerException($"POST {path} answered {(int)answer.StatusCode}.");
    }

    /// <summary>Sends a form as a program does.</summary>
    public async Task<HttpStatusCode> Say(
        string path,
        IReadOnlyDictionary<string, string> fields,
        CancellationToken stop
    )
    {
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(Relative(path), form, stop);
        return answer.StatusCode;
    }

    /// <summary>Comments under a post as a visitor, in words that nobody said before.</summary>
    public async Task Comment(PostAddress post, string words, CancellationToken stop)
    {
        var page = await Read(post.Path, "comment-form", stop);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.Stamp"] = Visitor.Hidden(page, "Input.Stamp"),
            ["Input.Text"] = words,
            ["Input.Name"] = "Edith",
        };
        await Send($"{post.Path}/comments", fields, HttpStatusCode.SeeOther, stop);
    }

    /// <summary>Tells a post that a page links to it.</summary>
    public async Task Ping(PostAddress post, Uri source, CancellationToken stop)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["url"] = source.ToString(),
            ["title"] = string.Create(CultureInfo.InvariantCulture, $"Reading {post.Slug}"),
        };
        var (_, text) = await Send($"{post.Path}/trackback", fields, HttpStatusCode.OK, stop);
        if (!text.Contains("<error>0</error>", StringComparison.Ordinal))
        {
            throw new WrongAnswerException($"A trackback was answered with {text}");
        }
    }

    public void Dispose() => client.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
