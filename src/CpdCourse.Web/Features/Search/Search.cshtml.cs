using System.Globalization;
using CpdCourse.Data.Search;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CpdCourse.Web.Features.Search;

internal sealed class SearchPage(SearchHits search, SpellingHint spelling, LimitsSettings limits)
    : PageModel
{
    /// <summary>Of each kind, as long as all kinds are shown.</summary>
    private const int OfEachKind = 5;

    private const int LastPage = 25;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    public string Typed => Q ?? "";

    public bool IsAsked => Typed.Trim().Length > 0;

    public bool IsTooShort { get; private set; }

    public bool IsTooLong => Typed.Length > SearchWords.Limit;

    public int Number { get; private set; } = 1;

    public IReadOnlyList<HitList> Lists { get; private set; } = [];

    /// <summary>What may have been meant, when nothing was found.</summary>
    public string? Hint { get; private set; }

    public bool HasMore => Kind is not null && Lists is [{ More: true }] && Number < LastPage;

    public async Task OnGetAsync(CancellationToken stop)
    {
        // Kinds and pages that nobody offered are left aside: the search itself is what was asked for.
        Kind = SearchHits.Kinds.FirstOrDefault(k => k == Kind);
        Number = PageAsked();
        if (IsTooLong)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var words = SearchWords.Read(Typed);
        IsTooShort = IsAsked && words.IsTooShort;
        if (IsAsked && !IsTooShort)
        {
            Lists = await Find(words, stop);
            Hint = Lists.Count == 0 && Number == 1 ? await spelling.For(words, stop) : null;
        }
    }

    private Task<IReadOnlyList<HitList>> Find(SearchWords words, CancellationToken stop) =>
        Kind is null
            ? search.Find(words, SearchHits.Kinds, 0, OfEachKind, stop)
            : search.Find(words, [Kind], (Number - 1) * limits.PageSize, limits.PageSize, stop);

    // "page" is a route value of Razor Pages: the query is asked itself.
    private int PageAsked() =>
        int.TryParse(Request.Query["page"], NumberStyles.None, Say.Culture, out var page)
        && page is > 0 and <= LastPage
            ? page
            : 1;

    public static string NameOf(string kind) =>
        kind switch
        {
            SearchHits.Things => "Things",
            SearchHits.Posts => "Posts",
            SearchHits.Comments => "Comments",
            _ => "People",
        };

    public string At(string? kind, int page = 1, string? words = null) =>
        "/search"
        + QueryString.Create([
            new("q", words ?? Typed),
            .. kind is null ? [] : new[] { KeyValuePair.Create<string, string?>("kind", kind) },
            .. page == 1
                ? []
                : new[]
                {
                    KeyValuePair.Create<string, string?>("page", page.ToString(Say.Culture)),
                },
        ]);
}
