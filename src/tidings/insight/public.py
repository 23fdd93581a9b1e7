"""What other rooms may ask of insight: a campaign's figures."""

from tidings.insight.figures import CampaignFigures, Share, campaign_figures

__all__ = ["CampaignFigures", "Share", "campaign_figures"]
