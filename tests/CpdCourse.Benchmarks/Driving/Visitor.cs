using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.RegularExpressions;

namespace CpdCourse.Benchmarks.Driving;

/// <summary>Somebody with a browser: keeps cookies, finds what hides in forms.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly CookieContainer cookies = new();
    private readonly HttpClient client;

    public Visitor(Uri site) => client = Here.Client(site, cookies);

    public async Task<string> Read(string path, CancellationToken stop) =>
        await client.GetStringAsync(new Uri(path, UriKind.Relative), stop);

    public async Task<string?> Tag(string path, CancellationToken stop)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), stop);
        return answer.Headers.ETag?.ToString();
    }

    /// <summary>Signs in with the form, and gives the cookies as a browser sends them.</summary>
    public async Task<string> SignIn(string mail, string password, CancellationToken stop)
    {
        var token = Hidden(await Read("/sign-in", stop), "form-token");
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["form-token"] = token,
                ["Input.Mail"] = mail,
                ["Input.Password"] = password,
            }
        );
        using var answer = await client.PostAsync(
            new Uri("/sign-in", UriKind.Relative),
            form,
            stop
        );
        return answer.StatusCode is HttpStatusCode.Found
            ? cookies.GetCookieHeader(client.BaseAddress!)
            : throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
    }

    /// <summary>Sends a form that has nothing to fill in.</summary>
    public async Task Send(string path, string token, CancellationToken stop)
    {
        using var form = new FormUrlEncodedContent([new("form-token", token)]);
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, stop);
        if (answer.StatusCode is not HttpStatusCode.Found and not HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
        }
    }

    /// <summary>The value of a hidden field of a page.</summary>
    public static string Hidden(string page, string name)
    {
        var found = Regex.Match(
            page,
            $"name=\"{Regex.Escape(name)}\"[^>]* value=\"([^\"]+)\"",
            RegexOptions.NonBacktracking
        );
        return found.Success
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new InvalidOperationException($"The page has no field {name}.");
    }

    public void Dispose() => client.Dispose();
}

internal static class Here
{
    /// <summary>A client for a server that was started here, and for no other.</summary>
    [SuppressMessage(
        "ApiDesign",
        "RS0030",
        Justification = "SafeFetcher refuses the loopback, as it must; this asks nothing else."
    )]
    public static HttpClient Client(Uri server, CookieContainer cookies) =>
        server.IsLoopback
            ? new HttpClient(
                new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false }
            )
            {
                BaseAddress = server,
            }
            : throw new ArgumentException("Not a server here.", nameof(server));
}
