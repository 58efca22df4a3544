using System.Collections.Concurrent;
using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.House;

/// <summary>Somebody who writes one comment after the other, and sends what was not answered once more.</summary>
internal sealed class CommentPerson(string name)
{
    private IHtmlDocument? page;
    private string? waiting;
    private int said;

    /// <summary>What was answered as taken.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    /// <summary>Until the site is killed.</summary>
    public async Task WriteUntilItStops(Uri site, string post)
    {
        try
        {
            await WriteUntil(site, post, CancellationToken.None);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }

    /// <summary>Each must be answered.</summary>
    public async Task WriteUntil(Uri site, string post, CancellationToken enough)
    {
        using var browser = RunningProgram.Client(site);
        page ??= await browser.Page(post);
        while (!enough.IsCancellationRequested)
        {
            waiting ??= $"{name}, word {++said}";
            await Send(browser);
        }
    }

    public async Task SendWaiting(Uri site)
    {
        using var browser = RunningProgram.Client(site);
        if (waiting is not null)
        {
            await Send(browser);
        }
    }

    private async Task Send(HttpClient browser)
    {
        using var answer = await browser.Send(
            page!,
            "form#comment-form",
            new { Input__Text = waiting, Input__Name = name },
            "Post comment"
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        Acknowledged.Enqueue(waiting!);
        waiting = null;
    }
}
