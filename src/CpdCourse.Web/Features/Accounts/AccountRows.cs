using System.Net.Mail;
using CpdCourse.Data.Accounts;
using CpdCourse.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CpdCourse.Web.Features.Accounts;

/// <summary>Finds accounts by what people type. (Identity's own FindByEmail expects an address to be unique, which it is only once confirmed.)</summary>
internal static class AccountRows
{
    /// <summary>Longest address, RFC 5321 section 4.5.3.1.3.</summary>
    public const int AddressLimit = 254;

    /// <summary>
    /// The account that an address opens: the confirmed one, or else the provisional one that had it first. (Others may type an address after its owner did, and
    /// must not come between them.)
    /// </summary>
    public static Task<Account?> OpenedBy(
        this IQueryable<Account> accounts,
        string? address,
        CancellationToken stop
    )
    {
        var key = Key(address);
        return accounts
            .Where(a => a.NormalizedUserName == key || a.NormalizedEmail == key)
            .OrderByDescending(a => a.EmailConfirmed)
            .ThenBy(a => a.CreatedAt)
            .FirstOrDefaultAsync(stop);
    }

    /// <summary>The provisional account that was opened last with an address: whoever joined once more remembers that password.</summary>
    public static Task<Account?> OpenedLastBy(
        this IQueryable<Account> accounts,
        string? address,
        Guid? beside,
        CancellationToken stop
    )
    {
        var key = Key(address);
        return accounts
            .Where(a => !a.EmailConfirmed && a.NormalizedEmail == key && a.Id != beside)
            .OrderByDescending(a => a.CreatedAt)
            .FirstOrDefaultAsync(stop);
    }

    /// <summary>The account whose confirmed address this is.</summary>
    public static Task<Account?> OwnerOf(
        this IQueryable<Account> accounts,
        string? address,
        CancellationToken stop
    )
    {
        var key = Key(address);
        return accounts.SingleOrDefaultAsync(
            a => a.EmailConfirmed && a.NormalizedUserName == key,
            stop
        );
    }

    /// <summary>The address as it can be written to, or null. Strict about what could break a line of a letter's head.</summary>
    public static string? Address(string? typed)
    {
        var address = typed?.Trim() ?? "";
        return
            address.Length is > 2 and <= AddressLimit
            && address == Text.Line(address)
            && address.IndexOfAny([' ', '"', '<', '>', '(', ')', ',', ';', ':', '\\']) < 0
            && address.Count(c => c == '@') == 1
            && MailAddress.TryCreate(address, out var mail)
            && mail.Address == address
            ? address
            : null;
    }

    /// <summary>As Identity normalises.</summary>
    private static string Key(string? address) =>
        (address ?? "").Trim().Normalize().ToUpperInvariant();
}
