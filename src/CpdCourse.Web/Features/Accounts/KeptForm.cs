using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.DataProtection;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>A form that somebody sent when they were signed in no longer: where it was going, and what was in it.</summary>
/// <param name="Address">Local path and query.</param>
/// <param name="Fields">Names and values as sent, without tokens and passwords: a field for one has "password" in its name.</param>
internal sealed record KeptForm(string Address, IReadOnlyList<KeptField> Fields)
{
    /// <summary>The longest of its texts: what its writer wants to see is still there.</summary>
    [JsonIgnore]
    public string Text => Fields.Select(f => f.Value).MaxBy(v => v.Length) ?? "";
}

internal sealed record KeptField(string Name, string Value);

/// <summary>
/// Carries a form through signing in: packed, encrypted and signed into a hidden field of the sign-in page, so that nothing is stored here and nobody
/// else can make one.
/// </summary>
internal sealed class KeptForms(IDataProtectionProvider protection, TimeProvider clock)
{
    // A text of 50,000 characters in three bytes each, and room for the rest of the form.
    private const int LargestForm = 300_000;

    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    // It is encrypted, not shown: letters of every script may stay as they are.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly IDataProtector protector = protection.CreateProtector("Kept forms");

    /// <summary>Null when there is nothing to keep, or more than any form of ours can hold.</summary>
    public string? Pack(HttpRequest request)
    {
        var fields = request
            .Form.Where(f => IsKept(f.Key))
            .SelectMany(f => f.Value.Select(v => new KeptField(f.Key, v ?? "")))
            .ToList();
        var form = new Packed(
            new KeptForm(request.Path + request.QueryString, fields),
            (clock.GetUtcNow() + Life).UtcTicks
        );
        var json = JsonSerializer.SerializeToUtf8Bytes(form, Json);
        if (fields.Count == 0 || json.Length > LargestForm)
        {
            return null;
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
        {
            brotli.Write(json);
        }

        return protector.Protect(Convert.ToBase64String(packed.ToArray()));
    }

    public KeptForm? Read(string? packed)
    {
        if (string.IsNullOrEmpty(packed))
        {
            return null;
        }

        try
        {
            using var bytes = new MemoryStream(
                Convert.FromBase64String(protector.Unprotect(packed))
            );
            using var json = new BrotliStream(bytes, CompressionMode.Decompress);
            var form = JsonSerializer.Deserialize<Packed>(json, Json);
            return form is not null && form.Until > clock.GetUtcNow().UtcTicks ? form.Form : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsKept(string field) =>
        field != "form-token" && !field.Contains("password", StringComparison.OrdinalIgnoreCase);

    private sealed record Packed(KeptForm Form, long Until);
}

/// <summary>
/// Somebody writes, their session ends, they press Publish. Every page that is for participants (<c>[Authorize]</c>) is covered, without a word in it: instead of
/// sending them away, the sign-in page is shown in place of the answer (401) and carries what they typed; signed in, they see it and send it where it was
/// going. A script's request (autosave) is told 401 and no more. Only forms that were sent from our own pages are carried: otherwise another site could put
/// words into somebody's mouth this way.
/// </summary>
internal sealed class KeepWhatWasTyped(KeptForms forms) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        var request = context.Request;
        var isUsual =
            !authorizeResult.Challenged
            || HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method);
        if (isUsual)
        {
            await usual.HandleAsync(next, context, policy, authorizeResult);
        }
        else if (IsByScript(request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else if (
            request.HasFormContentType
            && IsFromHere(request)
            && forms.Pack(request) is { } kept
        )
        {
            context.Features.Set(new KeptInRequest(kept));
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            await usual.HandleAsync(next, context, policy, authorizeResult);
        }
    }

    private static bool IsByScript(HttpRequest request) =>
        request.Headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } mode && mode != "navigate";

    /// <summary>Browsers say where a form comes from; old ones at least in Origin.</summary>
    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
                && string.Equals(
                    origin.Authority,
                    request.Host.Value,
                    StringComparison.OrdinalIgnoreCase
                );
}

/// <summary>Hands the packed form to the sign-in page.</summary>
internal sealed record KeptInRequest(string Packed);

internal static class KeptFormHosting
{
    /// <summary>Stands before routing: shows the sign-in page where a form was kept, in the same request and so with nothing stored.</summary>
    public static void UseKeptForms(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (context.Features.Get<KeptInRequest>() is null || context.Response.HasStarted)
                {
                    return;
                }

                context.SetEndpoint(null);
                context.Request.RouteValues.Clear();
                context.Request.Method = HttpMethods.Get;
                context.Request.Path = "/sign-in";
                context.Request.QueryString = QueryString.Empty;
                await next(context);
            }
        );
}
