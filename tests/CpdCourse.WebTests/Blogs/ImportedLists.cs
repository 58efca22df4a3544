using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Common;
using CpdCourse.Testing;
using CpdCourse.WebTests.Mentions;

namespace CpdCourse.WebTests.Blogs;

/// <summary>Brings lists of blogs, and reads how each line ended.</summary>
public abstract class ImportedLists : OwnBlog
{
    protected const string Here = "/studio/blogs/import";

    protected async Task<IHtmlDocument> Import(HttpClient wen, string list, bool isChecked = false)
    {
        using var answer = await Send(wen, list, isChecked);
        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        await Site.RunJobsFor(90);
        return await wen.Page(answer.Headers.Location!.OriginalString);
    }

    protected static async Task<HttpResponseMessage> Send(
        HttpClient wen,
        string list,
        bool isChecked = false
    )
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Input.List"] = list,
            ["Input.IsChecked"] = isChecked ? "true" : "false",
        };
        return await wen.Send(await wen.Page(Here), "form#import", fields);
    }

    protected static async Task<HttpResponseMessage> Upload(HttpClient wen, byte[] file)
    {
        var page = await wen.Page(Here);
        var token = page.QuerySelector("#import input[type=hidden]")!;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token.GetAttribute("value")!), token.GetAttribute("name")! },
            { new StringContent("typed before"), "Input.List" },
            { new ByteArrayContent(file), "Input.File", "list.csv" },
        };
        return await wen.PostAsync(Here, form);
    }

    protected static string Sentence(string code) =>
        typeof(Refusals)
            .GetProperties()
            .Select(p => p.GetValue(null))
            .OfType<Refusal>()
            .Single(r => r.Code == code)
            .Message;

    protected static IReadOnlyList<string> Ends(IHtmlDocument page) =>
        [
            .. page.QuerySelectorAll("#lines tbody tr")
                .Select(r => r.QuerySelector("td:last-child")!.TextContent.Trim()),
        ];
}
