using CpdCourse.Domain.Blogs;
using CpdCourse.Domain.Common;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>How each line of an import ended, and what can be done about it.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class ImportLinesPage(ListImport imports, SteerLines steer) : PageModel
{
    private const int PageSize = 100;

    private IReadOnlyList<ImportRow> all = [];

    public string Import { get; private set; } = "";

    public DateTimeOffset At => all[0].Line.AskedAt;

    public LineEnd? Shows { get; private set; }

    public new int Page { get; private set; } = 1;

    public int Pages { get; private set; }

    public IReadOnlyList<ImportRow> Rows { get; private set; } = [];

    public string? Said { get; private set; }

    public int Of(LineEnd? end) => end is null ? all.Count : all.Count(r => r.End == end);

    public string PageAddress(int page) =>
        $"{ImportPage.Here}/{Import}?{(Shows is { } show ? $"show={show.ToString().ToLowerInvariant()}&" : "")}page={page}";

    public async Task<IActionResult> OnGetAsync(
        Guid import,
        [FromQuery] string? show,
        [FromQuery] int page,
        [FromQuery] int? again,
        CancellationToken stop
    )
    {
        Import = import.ToString("N");
        all = await imports.Of(Import, stop);
        if (all.Count == 0)
        {
            return NotFound();
        }

        Shows =
            Enum.TryParse<LineEnd>(show, ignoreCase: true, out var end) && Enum.IsDefined(end)
                ? end
                : null;
        var rows = all.Where(r => Shows is null || r.End == Shows).ToList();
        Pages = (rows.Count + PageSize - 1) / PageSize;
        Page = Math.Clamp(page, 1, Math.Max(1, Pages));
        Rows = [.. rows.Skip((Page - 1) * PageSize).Take(PageSize)];
        Said = again is { } lines ? $"{Say.Count(lines, "line")} looked at once more." : null;
        return base.Page();
    }

    /// <summary>Takes over whose the blogs are, where a handle was typed.</summary>
    public async Task<IActionResult> OnPostNameAsync(Guid import, CancellationToken stop)
    {
        const string field = "who-";
        var named = Request
            .Form.Where(f => f.Key.StartsWith(field, StringComparison.Ordinal))
            .Select(f => (Key: f.Key[field.Length..], Who: f.Value.ToString()))
            .Where(f => Guid.TryParseExact(f.Key, "N", out _) && f.Who.Trim().Length > 0)
            .DistinctBy(f => f.Key)
            .ToDictionary(f => Id<ImportedLine>.Parse(f.Key, null), f => f.Who);
        var again = await steer.Name($"{import:N}", named, stop);
        return LocalRedirect($"{ImportPage.Here}/{import:N}?again={again}");
    }

    /// <summary>Has the dead ones looked for once more.</summary>
    public async Task<IActionResult> OnPostRetryAsync(Guid import, CancellationToken stop)
    {
        var again = await steer.Retry($"{import:N}", stop);
        return LocalRedirect($"{ImportPage.Here}/{import:N}?again={again}");
    }
}
