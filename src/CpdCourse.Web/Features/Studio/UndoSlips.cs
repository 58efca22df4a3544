using System.Security.Cryptography;
using System.Text.Json;
using CpdCourse.Domain.Common;
using CpdCourse.Domain.Conversation;
using Microsoft.AspNetCore.DataProtection;

namespace CpdCourse.Web.Features.Studio;

/// <summary>What a moderator can do about an item. The numbers travel in slips: new ones come last.</summary>
internal enum Act
{
    Publish,
    Trust,
    Bin,
    PutBack,
    LookAgain,
    Done,

    /// <summary>Bins what readers can see.</summary>
    TakeDown,
}

internal static class Acts
{
    /// <summary>Whether such a thing can be done about such an item.</summary>
    public static bool Fits(this Act act, ItemKind kind) =>
        act switch
        {
            Act.Done => kind is ItemKind.Report,
            Act.LookAgain => kind is ItemKind.Trackback,
            _ => kind is ItemKind.Comment or ItemKind.Trackback,
        };

    /// <summary>As what an item must still stand for this to be done about it.</summary>
    public static Moderation From(this Act act) =>
        act switch
        {
            Act.PutBack => Moderation.Binned,
            Act.TakeDown => Moderation.Shown,
            _ => Moderation.Held,
        };

    /// <summary>As what it stands afterwards.</summary>
    public static Moderation To(this Act act) =>
        act switch
        {
            Act.Publish or Act.Trust => Moderation.Shown,
            Act.Bin or Act.TakeDown => Moderation.Binned,
            _ => Moderation.Held,
        };

    /// <summary>How something stands, in words.</summary>
    public static string Standing(this Moderation state) =>
        state switch
        {
            Moderation.Shown => "it is published",
            Moderation.Binned => "it is in the bin",
            Moderation.Withdrawn => "it was taken back",
            _ => "it waits in the queue",
        };
}

/// <summary>What a moderator wants done about which item.</summary>
internal sealed record Wish(ItemKind Kind, Guid Item, Act Act);

/// <summary>What was decided, as the notice after it says, and what an undo needs to know.</summary>
/// <param name="Kind">What it was about.</param>
/// <param name="Item">Which.</param>
/// <param name="Act">What was done.</param>
/// <param name="At">When.</param>
/// <param name="Said">The notice.</param>
/// <param name="CanUndo">False when nothing was changed, or there is no way back.</param>
/// <param name="Trust">The source that this very decision made a trusted one.</param>
internal sealed record Decision(
    ItemKind Kind,
    Guid Item,
    Act Act,
    DateTimeOffset At,
    string Said,
    bool CanUndo = false,
    Guid? Trust = null
)
{
    /// <summary>The site whose trackbacks it was about, all at once; the item is the first of them. Null when it was about one item.</summary>
    public string? Host { get; init; }

    /// <summary>The site that this very decision blocked.</summary>
    public Guid? Block { get; init; }

    /// <summary>How long a decision can be taken back.</summary>
    public static TimeSpan UndoneWithin => Comment.BinnedFor;
}

/// <summary>Decisions as a slip that travels in an address: signed and unreadable, so that nobody can write one.</summary>
internal sealed class UndoSlips(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("studio-undo");

    public string Write(Decision decision) =>
        protector.Protect(JsonSerializer.Serialize(decision, JsonSerializerOptions.Default));

    public Decision? Read(string? slip)
    {
        if (slip is not { Length: > 0 and < 2_000 })
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Decision>(
                protector.Unprotect(slip),
                JsonSerializerOptions.Default
            );
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
