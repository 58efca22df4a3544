using System.Net;
using AngleSharp.Html.Dom;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using CpdCourse.WebTests.Accounts;
using CpdCourse.WebTests.Comments;
using CpdCourse.WebTests.Writing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.WebTests.House;

/// <summary>The program itself on a disk of 24 MB, which is filled to the last byte and then emptied a little.</summary>
public sealed class FullDiskTests
{
    private static readonly string[] Reading =
    [
        "/",
        "/things/12",
        "/responses",
        "/@maria/soup",
        "/search?q=soup",
        "/feed",
        "/healthz",
    ];

    [Fact]
    public async Task R5_on_a_full_disk_reading_goes_on_and_no_word_is_lost()
    {
        Assert.SkipWhen(PostgresServer.IsThere, "The disk is that of SQLite's file.");
        using var disk = await SmallDisk.Mount(megabytes: 24);
        Assert.SkipWhen(disk is null, "A small disk can be mounted by root alone.");
        var post = await Plant(disk.Folder);
        var address = RunningProgram.FreeAddress();
        using var program = await RunningProgram.Start(address, Arguments(disk.Folder));
        using var visitor = RunningProgram.Client(address);
        using var maria = RunningProgram.Client(address, keepsCookies: true);
        (await maria.SignIn("maria@example.org")).Goes().ShouldBe("/");
        var form = await visitor.Page(post.Address());
        var editor = await maria.Page("/write?as=free");
        var acknowledged = new List<string>();
        await Say(visitor, form, "Before", acknowledged);

        disk.Fill();
        var refused = await SayUntilRefused(visitor, form, acknowledged);
        var draft = await maria.Press(editor, new { Input__Text = "Half a draft" }, "save");

        ((int)draft.StatusCode).ShouldBeOneOf(507, 503);
        (await Forms.Parse(draft))
            .QuerySelectorAll("main textarea")
            .ShouldContain(box => box.TextContent == "Half a draft");
        (await visitor.GetAsync("/readyz")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await ShouldRead(visitor, Reading);
        await ShouldRead(maria, [.. Reading, "/me", "/drafts", "/write?thing=12"]);

        disk.MakeRoom();
        await WhenReady(visitor);
        (await visitor.Send(refused, "main form", null, "Send it again")).StatusCode.ShouldBe(
            HttpStatusCode.SeeOther
        );
        acknowledged.Add(TextOf(refused));
        await Say(visitor, form, "Afterwards", acknowledged);
        (
            await maria.Press(editor, new { Input__Text = "A whole draft" }, "save")
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await program.Stop()).Code.ShouldBe(0);
        var there = await CommentsIn(disk.Folder);
        there.ShouldBe(acknowledged, ignoreOrder: true);
    }

    private static IEnumerable<string> Arguments(string folder) =>
        [
            $"--Data:Folder={folder}",
            // Else nothing would ever be written to so small a disk.
            "--Limits:LeastFreeMegabytes=0",
            .. RunningProgram.ForOneNetwork,
        ];

    /// <summary>A course with a post, moved to this folder.</summary>
    private static async Task<Post> Plant(string folder)
    {
        await using var site = new CourseSite();
        var post = await site.APost("Maria", "Soup", "A good week.", 12);
        var copy = Path.Combine(folder, "course.db");
        await site.Read(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {copy}"));
        return post;
    }

    // Some more go into room that the database had set aside.
    private static async Task<IHtmlDocument> SayUntilRefused(
        HttpClient visitor,
        IHtmlDocument form,
        List<string> acknowledged
    )
    {
        for (var n = 1; n < 2000; n++)
        {
            if (await Say(visitor, form, $"Meanwhile, word {n}", acknowledged) is { } refused)
            {
                return refused;
            }
        }

        throw new InvalidOperationException("The disk is full, and still everything is taken.");
    }

    /// <summary>Null when it was taken; else the page that holds the words.</summary>
    private static async Task<IHtmlDocument?> Say(
        HttpClient visitor,
        IHtmlDocument form,
        string text,
        List<string> acknowledged
    )
    {
        var answer = await visitor.Send(
            form,
            "form#comment-form",
            new { Input__Text = text, Input__Name = "Tom" },
            "Post comment"
        );
        if (answer.StatusCode == HttpStatusCode.SeeOther)
        {
            acknowledged.Add(text);
            return null;
        }

        ((int)answer.StatusCode).ShouldBeOneOf(507, 503);
        return await Forms.Parse(answer);
    }

    private static async Task ShouldRead(HttpClient reader, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            (await reader.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }
    }

    private static async Task WhenReady(HttpClient visitor)
    {
        for (var tries = 0; tries < 20; tries++)
        {
            if ((await visitor.GetAsync("/readyz")).IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromSeconds(0.5));
        }

        throw new TimeoutException("There is room, and still it is not ready.");
    }

    private static async Task<List<string>> CommentsIn(string folder)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder, "course.db")};Pooling=False"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        (await command.ExecuteScalarAsync()).ShouldBe("ok");
        command.CommandText = "SELECT \"Text\" FROM \"Comments\"";
        await using var rows = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }

    private static string TextOf(IHtmlDocument page) =>
        page.QuerySelector("main textarea")!.TextContent;
}
