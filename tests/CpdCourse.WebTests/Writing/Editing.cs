using AngleSharp.Html.Dom;
using CpdCourse.Testing;

namespace CpdCourse.WebTests.Writing;

/// <summary>What people do in the editor, in a line each.</summary>
internal static class Editing
{
    /// <summary>The editor of Thing 12 with one box for everything.</summary>
    public const string Freely = "/write?thing=12&as=free";

    /// <summary>Opens the editor, types, and presses a button.</summary>
    public static async Task<HttpResponseMessage> Write(
        this HttpClient browser,
        object? typed,
        string button = "publish",
        string address = Freely
    ) => await browser.Press(await browser.Page(address), typed, button);

    /// <summary>Types into an editor that is open, and presses a button.</summary>
    public static Task<HttpResponseMessage> Press(
        this HttpClient browser,
        IHtmlDocument editor,
        object? typed,
        string button = "publish"
    ) => browser.Send(editor, "#post", typed, button);

    /// <summary>The page that an answer leads to.</summary>
    public static Task<IHtmlDocument> Page(this HttpClient browser, HttpResponseMessage answer) =>
        browser.Page(answer.Headers.Location!.ToString());
}
