using CpdCourse.Data;
using CpdCourse.Domain.Common;
using CpdCourse.Markup;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Hosting;

/// <summary>Renders what people write with the names it may mention looked up: the only caller of Markup's profiles.</summary>
internal sealed class Renderer(
    CourseDb db,
    GlanceCache glance,
    SiteSettings site,
    RenderTurns turns
)
{
    public Task<RenderedText> Post(string markdown, int? thing, CancellationToken stop) =>
        With(Render.Post, markdown, thing, stop);

    public Task<RenderedText> Answer(string markdown, int? thing, CancellationToken stop) =>
        With(Render.Answer, markdown, thing, stop);

    public Task<RenderedText> Comment(string markdown, CancellationToken stop) =>
        With(Render.Comment, markdown, null, stop);

    /// <summary>HTML that somebody wrote on another site. What it costs grows with its length and with nothing else; even so, only jobs ask for it.</summary>
    /// <param name="html">As it stands there.</param>
    /// <param name="page">Its page there.</param>
    public RenderedText Foreign(string html, Uri page) => Render.Foreign(html, page, site.Base);

    /// <summary>The same from what was made of it before: its addresses are whole, or of this site.</summary>
    public RenderedText ForeignAgain(string html) => Foreign(html, site.Base);

    private async Task<RenderedText> With(
        Func<string, Names, RenderedText> render,
        string markdown,
        int? thing,
        CancellationToken stop
    )
    {
        var names = await Names(markdown, thing, stop);
        return await turns.Take(markdown, () => render(markdown, names), stop);
    }

    private async Task<Names> Names(string markdown, int? thing, CancellationToken stop)
    {
        var candidates = Render.FindHandles(markdown);
        var known =
            candidates.Count == 0
                ? []
                : await db
                    .Personas.Where(p => candidates.Contains(p.Handle))
                    .Select(p => p.Handle)
                    .ToListAsync(stop);
        var course = await glance.Get(stop);
        return new Names(
            known.ToHashSet(StringComparer.Ordinal),
            course.Things.Count,
            thing,
            site.Base
        );
    }
}

internal static class MarkupHosting
{
    public static void AddMarkup(this IServiceCollection services) =>
        services.AddSingleton<RenderTurns>().AddScoped<Renderer>();

    /// <summary>As it is kept beside the text.</summary>
    public static Rendered Kept(this RenderedText text) =>
        new(text.Html.ToString().Trim(), text.Excerpt, text.Words, Render.Version);

    /// <summary>As it is shown.</summary>
    public static SafeHtml Shown(this Rendered rendered) => SafeHtml.FromStore(rendered.Html);

    public static SafeHtml Shown(string html) => SafeHtml.FromStore(html);
}
