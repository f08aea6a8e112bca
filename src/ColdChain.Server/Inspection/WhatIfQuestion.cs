namespace ColdChain.Server.Inspection;

/// <summary>What is asked of a unit's stored readings; what is missing or makes no sense gets its default.</summary>
/// <param name="Profile">An id such as <c>WHO/fridge</c>.</param>
/// <param name="From">The first day, <c>yyyy-MM-dd</c>.</param>
/// <param name="To">The last day.</param>
public sealed record WhatIfQuestion(string? Profile, string? From, string? To);
