using System.Collections.Concurrent;

namespace CpdCourse.BrowserTests;

/// <summary>One window for each kind of reader, kept for all tests of a class, which look at one site: to open one costs more than to look at a page.</summary>
public sealed class Windows : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Who, Task<Visit>> open = new();

    /// <summary>The window of this reader, which has just gone to the page.</summary>
    internal async Task<Visit> At(
        Stage stage,
        BrowserSite site,
        string path,
        Who who,
        int status = 200
    )
    {
        var visit = await open.GetOrAdd(
            who,
            w => stage.Open(site, new Look(Places.Handle(w), Width: 390))
        );
        await visit.Go(await Places.Address(site, path), status);
        return visit;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visit in open.Values)
        {
            await (await visit).DisposeAsync();
        }
    }
}
