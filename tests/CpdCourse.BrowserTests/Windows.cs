using System.Collections.Concurrent;
using System.Globalization;
using CpdCourse.Domain.Writing;
using CpdCourse.Testing;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.BrowserTests;

/// <summary>One window for each kind of reader, kept for all tests of a class.</summary>
public sealed class Windows : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Who, Task<Visit>> open = new();

    internal async Task Look(Stage stage, BrowserSite site, string path, Who who)
    {
        var visit = await open.GetOrAdd(
            who,
            w => stage.Open(site, new Look(Handle(w), Width: 390))
        );
        await visit.Go(await Address(site, path));
        await Examination.Of(visit, $"{path} {who}", Places.Find(path).Heading);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in open.Values)
        {
            await (await visit).DisposeAsync();
        }
    }

    private static string? Handle(Who who) =>
        who switch
        {
            Who.Participant => "marisol",
            Who.Organiser => "wen",
            _ => null,
        };

    private static async Task<string> Address(CourseSite site, string path)
    {
        if (!path.Contains(Places.Draft, StringComparison.Ordinal))
        {
            return path;
        }

        var draft = await site.Read(db =>
            db.Posts.Where(p => p.State == PostState.Draft).Select(p => p.Number).SingleAsync()
        );
        return path.Replace(
            Places.Draft,
            draft.ToString(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );
    }
}
