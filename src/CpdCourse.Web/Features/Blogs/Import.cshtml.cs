using System.Text;
using CpdCourse.Domain.Common;
using CpdCourse.Linking.Tables;
using CpdCourse.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CpdCourse.Web.Features.Blogs;

/// <summary>A list of blogs, pasted or as a file.</summary>
[Authorize(Policy = Policies.Organiser)]
[EnableRateLimiting(ServerHosting.WriteLimit)]
internal sealed class ImportPage(TakeList take, ListImport imports, CurrentPersona me) : PageModel
{
    public const string Here = "/studio/blogs/import";

    [BindProperty]
    public ImportInput Input { get; set; } = new();

    public IReadOnlyList<ImportGlance> Imports { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Imports = await imports.Newest(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await Input.Bytes(stop) is not { } body)
        {
            return await Again(Refusals.ImportTooLarge, stop);
        }

        if (body.Length == 0)
        {
            return await Again(Refusals.ImportEmpty, stop);
        }

        var (import, outcome) = await take.From(body, Input.IsChecked, me.Handle, stop);
        return outcome.Refusal is { } refusal
            ? await Again(refusal, stop)
            : LocalRedirect($"{Here}/{import}");
    }

    private async Task<IActionResult> Again(Refusal refusal, CancellationToken stop)
    {
        Imports = await imports.Newest(stop);
        return this.Refused(refusal);
    }
}

internal sealed class ImportInput
{
    public string? List { get; set; }

    public IFormFile? File { get; set; }

    public bool IsChecked { get; set; }

    /// <summary>The file, or what was pasted; null when it is too large.</summary>
    public async Task<byte[]?> Bytes(CancellationToken stop)
    {
        if (File is not { Length: > 0 } file)
        {
            return string.IsNullOrWhiteSpace(List) ? [] : Encoding.UTF8.GetBytes(List);
        }

        if (file.Length > BlogListReader.MaxBytes)
        {
            return null;
        }

        using var memory = new MemoryStream();
        await file.CopyToAsync(memory, stop);
        return memory.ToArray();
    }
}
